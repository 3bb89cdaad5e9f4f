import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { inQuotes } from '@/features/comments/quote'
import { findListRules, getTalkRules } from '@/features/comments/queries/talk-rules'
import { mayDecide } from '@/features/moderation/policy'
import { ListRulesForm } from '@/features/moderation/ui/list-rules-form.client'
import { RulesForm } from '@/features/moderation/ui/rules-form.client'
import { Words } from '@/ui/name'
import { Fail } from '@/ui/notice'
import { studioPage } from '../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Rules for comments' }

const refused = (
  <Fail code="403" title="Rules for comments are set by editors">
    <p>Here editors say which words are watched. To set them too, ask an admin to make you an editor.</p>
    <p>
      <a href="/">To the front page</a> or <a href="/admin">to your lists</a>
    </p>
  </Fail>
)

export default studioPage({ path: () => '/admin/comments/rules', may: mayDecide, refused, current: '/admin/comments' }, async ({ query }) => {
  const id = query('list')
  if (id) return <OfList list={await findListRules(id)} />
  return (
    <>
      <p>
        <a href="/admin/comments">Comments</a>
      </p>
      <h1>Rules for comments</h1>
      <p className="soft">
        They hold for readers and guests, from the next comment on. Who may comment, until when, how often, and how many links a guest’s comment may have is set
        in <a href="/admin/settings#comments">the settings of the site</a>.
      </p>
      <RulesForm stored={await getTalkRules()} />
    </>
  )
})

function OfList({ list }: { list: Awaited<ReturnType<typeof findListRules>> }) {
  if (!list) notFound()
  return (
    <>
      <p className="row">
        <a href={`/admin/comments?list=${list.id}`}>Comments on it</a> <a href="/admin/comments/rules">Rules for all</a>
      </p>
      <h1>
        Comments on <Words text={inQuotes(list.title)} />
      </h1>
      <p className="soft">
        What holds for this list alone, from the next comment on. Readers are told beside the form. Where the whole site is stricter, that holds.
      </p>
      <ListRulesForm list={list.id} stored={list.rules} />
    </>
  )
}

import type { Metadata } from 'next'
import { getTalkRules } from '@/features/comments/queries/talk-rules'
import { mayDecide } from '@/features/moderation/policy'
import { RulesForm } from '@/features/moderation/ui/rules-form.client'
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

export default studioPage({ path: () => '/admin/comments/rules', may: mayDecide, refused, current: '/admin/comments' }, async () => (
  <>
    <p>
      <a href="/admin/comments">Comments</a>
    </p>
    <h1>Rules for comments</h1>
    <p className="soft">
      They hold for readers and guests, from the next comment on. Who may comment, until when, and how many links a guest’s comment may have is set in{' '}
      <a href="/admin/settings#comments">the settings of the site</a>.
    </p>
    <RulesForm stored={await getTalkRules()} />
  </>
))

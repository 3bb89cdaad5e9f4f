import { getActor } from '@/features/accounts/auth'
import { getInbox, type Inbox } from '@/features/notices/queries/inbox'
import { findMailChoice } from '@/features/notices/queries/mail-choice'
import { mayHaveInbox } from '@/features/notices/policy'
import { noticeIdShape } from '@/features/notices/schema'
import { MailForm } from '@/features/notices/ui/mail-form'
import { InboxLine } from '@/features/notices/ui/inbox-item'
import { formState } from '@/platform/cache'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { Main } from '../_page/main'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import '@/ui/styles/forms.css'
import '@/features/notices/ui/inbox.css'

export const instant = false
export const generateMetadata = () => privateHead('Inbox')

const nothing: Inbox = { items: [], next: null, upTo: null }

/** What this reader is told: answers to them, where they are mentioned, and what they follow. Guests have one by their cookie. */
export default async function InboxPage({ searchParams }: { searchParams: Query }) {
  const actor = await getActor()
  const asked = noticeIdShape.safeParse(await queryValue(searchParams, 'before'))
  const cursor = asked.success ? asked.data : null
  const { items, next, upTo } = mayHaveInbox(actor) ? await getInbox(actor.readerId, { cursor }) : nothing
  const choice = mayHaveInbox(actor) ? await findMailChoice(actor.readerId) : null
  const refused = formState()
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>Inbox</h1>
      </header>
      {refused && refused.form !== 'mail' ? <Notice tone="bad">{refused.message}</Notice> : null}
      {upTo ? (
        <form className="seen" method="post" action="/api/inbox/seen">
          <input type="hidden" name="upTo" value={upTo} />
          <Button look="plain">Mark all as read</Button>
        </form>
      ) : null}
      {items.length > 0 ? (
        <ol className="inbox">
          {items.map((item) => (
            <InboxLine key={item.id} {...item} />
          ))}
        </ol>
      ) : (
        <p className="empty">
          {cursor || next
            ? 'There is nothing on this page any more.'
            : 'Nothing yet. When somebody answers what you wrote here, or mentions you, you are told on this page, and a mark at the top of every page says so.'}
        </p>
      )}
      {cursor || next ? (
        <nav className="pager" aria-label="Pages of the inbox">
          {cursor ? <a href="/inbox">Newest</a> : null}
          {next ? <a href={`/inbox?before=${next}`}>Older</a> : null}
        </nav>
      ) : null}
      {mayHaveInbox(actor) ? <MailForm choice={choice} own={actor.account?.email ?? null} refused={formState('mail')} /> : null}
    </Main>
  )
}

import { findAsked } from '@/features/notices/queries/mail-choice'
import { formState } from '@/platform/cache'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { Main } from '../../_page/main'
import { privateHead, queryValue } from '../../_page/private'
import type { Query } from '../../_page/query'
import '@/ui/styles/forms.css'

export const instant = false
export const generateMetadata = () => privateHead('Mail about answers')

/** Where the link of a mail leads: a button, since programs that look into mails follow links. */
export default async function ConfirmMailing({ searchParams }: { searchParams: Query }) {
  const token = (await queryValue(searchParams, 'token')) ?? ''
  const asked = await findAsked(token)
  const refused = formState('mail-yes')
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>Mail about answers</h1>
      </header>
      {refused ? <Notice tone="bad">{refused.message}</Notice> : null}
      {asked === null ? (
        <p>
          This link is too old, or another address was chosen since. Nothing is sent. You can ask again in your inbox, in the browser in which you wrote here.
        </p>
      ) : asked.isConfirmed ? (
        <Notice tone="good">
          <p>
            {asked.daily ? 'Once a day' : 'At once'} you get mail at {asked.email} when somebody answers you. Each mail has a link that ends them.
          </p>
        </Notice>
      ) : (
        <>
          <p>
            Shall we write to {asked.email} {asked.daily ? 'once a day' : 'at once'} when somebody answers you or mentions you? Each mail has a link that ends
            them.
          </p>
          <form method="post" action="/api/inbox/mail/confirm">
            <input type="hidden" name="token" value={token} />
            <Button look="primary">Yes, tell me by mail</Button>
          </form>
        </>
      )}
      <p>
        <a href="/inbox">Your inbox</a>
      </p>
    </Main>
  )
}

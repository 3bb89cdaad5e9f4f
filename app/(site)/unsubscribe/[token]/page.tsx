import { isMailed } from '@/features/notices/queries/mail-choice'
import { tokenInput } from '@/features/notices/schema'
import { formState } from '@/platform/cache'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { Main } from '../../_page/main'
import { privateHead } from '../../_page/private'
import '@/ui/styles/forms.css'

export const instant = false
export const generateMetadata = () => privateHead('No more mail')

/** Ends mail about answers, for whoever has a link out of one. It does not say whose mail that is. */
export default async function Unsubscribe({ params }: { params: Promise<{ token: string }> }) {
  const token = decodeURIComponent((await params).token)
  const mailed = tokenInput.safeParse({ token }).success ? await isMailed(token) : null
  const refused = formState('unsubscribe')
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>No more mail</h1>
      </header>
      {refused ? <Notice tone="bad">{refused.message}</Notice> : null}
      {mailed === null ? (
        <p>This link is not whole. Copy all of it from the mail.</p>
      ) : mailed ? (
        <>
          <p>We stop writing to you about answers, and forget your address. What you wrote on this site stays.</p>
          <form method="post" action={`/api/unsubscribe/${encodeURIComponent(token)}`}>
            <Button look="primary">No more mail, please</Button>
          </form>
        </>
      ) : (
        <Notice tone="good">
          <p>You get no more mail from us about answers, and your address is forgotten. Your inbox on this site still tells you of them.</p>
        </Notice>
      )}
      <p>
        <a href="/inbox">Your inbox</a>
      </p>
    </Main>
  )
}

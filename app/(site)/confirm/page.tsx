import { withNext } from '@/features/accounts/with-next'
import { findLink } from '@/features/accounts/queries/accounts'
import { EmailField, NewPasswordField, PasswordField } from '@/features/accounts/ui/fields'
import { localPath } from '@/features/accounts/schema'
import { AccountForm } from '@/features/accounts/ui/form'
import { Frame, type WayBack } from '@/features/accounts/ui/frame'
import { LinkIsOver } from '@/features/accounts/ui/link-is-over'
import { MailSent } from '@/features/accounts/ui/mail-sent'
import { formState } from '@/platform/cache'
import { config } from '@/platform/config'
import { Notice } from '@/ui/notice'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import { wayBackTo } from '../_page/way-back'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Confirm your address')

/** A form, not the link itself: programs that look into mails follow links, and would use this one up. */
export default async function Confirm({ searchParams }: { searchParams: Query }) {
  const refused = formState('confirm')
  const token = refused?.values.token ?? (await queryValue(searchParams, 'token')) ?? ''
  if (!token) {
    const next = localPath(await queryValue(searchParams, 'next'))
    return <SendAgain sent={(await queryValue(searchParams, 'done')) === 'sent'} next={next} back={await wayBackTo(next)} />
  }
  const { works, next } = await findLink('confirm', token)
  const back = await wayBackTo(next)
  if (!works)
    return (
      <Main className="sign">
        <LinkIsOver back={back}>
          If your address is confirmed, <a href={withNext('/sign-in', next)}>sign in</a>. If not, <a href={withNext('/confirm', next)}>have a new link sent</a>.
        </LinkIsOver>
      </Main>
    )
  return (
    <Main className="sign">
      <Frame title="Confirm your address" line="Your password, and you are signed in." back={back}>
        <AccountForm id="confirm" action="/api/account/confirm" refused={refused} submit="Confirm my address" hidden={{ token }}>
          <PasswordField form="confirm" refused={refused} />
          <NewPasswordField
            form="confirm"
            refused={refused}
            name="new"
            label="Or a new password"
            hint="If you forgot it, or somebody else signed up with your address. At least 10 characters."
            optional
          />
        </AccountForm>
      </Frame>
    </Main>
  )
}

/** Says the same whoever has an account. */
const SendAgain = ({ sent, next, back }: { sent: boolean; next: string | null; back: WayBack | null }) => {
  const refused = formState('confirmation')
  // The other form, refused before anything of it was read: its link is not known.
  const other = formState('confirm')
  return (
    <Main className="sign">
      <Frame title="Confirm your address" back={back}>
        {other ? <Notice tone="bad">{other.message}</Notice> : null}
        {sent && !refused ? (
          <MailSent leaves={Boolean(config.mail.url)}>
            If somebody signed up with this address and it waits to be confirmed, a mail with a link is on its way. It works for three days.
          </MailSent>
        ) : (
          <AccountForm id="confirmation" action="/api/account/confirmation" refused={refused} submit="Send the link again" hidden={{ next }}>
            <EmailField form="confirmation" refused={refused} hint="The one that you signed up with." />
          </AccountForm>
        )}
        <p className="ways">
          <a href={withNext('/sign-in', next)}>Back to signing in</a>
        </p>
      </Frame>
    </Main>
  )
}

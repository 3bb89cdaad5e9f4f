import { withNext } from '@/features/accounts/with-next'
import { EmailField } from '@/features/accounts/ui/fields'
import { localPath } from '@/features/accounts/schema'
import { AccountForm } from '@/features/accounts/ui/form'
import { Frame } from '@/features/accounts/ui/frame'
import { MailSent } from '@/features/accounts/ui/mail-sent'
import { formState } from '@/platform/cache'
import { config } from '@/platform/config'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import { wayBackTo } from '../_page/way-back'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('A new password')

export default async function Forgot({ searchParams }: { searchParams: Query }) {
  const refused = formState('forgot')
  const next = localPath(await queryValue(searchParams, 'next'))
  const sent = (await queryValue(searchParams, 'done')) === 'sent'
  return (
    <Main className="sign">
      <Frame title="A new password" back={await wayBackTo(next)}>
        {sent ? (
          <MailSent leaves={Boolean(config.mail.url)}>
            If there is an account with this address, a mail with a link is on its way. It works for an hour.
          </MailSent>
        ) : (
          <AccountForm id="forgot" action="/api/account/forgot" refused={refused} submit="Send the link" hidden={{ next }}>
            <EmailField form="forgot" refused={refused} hint="We send you a link to choose a new password." />
          </AccountForm>
        )}
        <p className="ways">
          <a href={withNext('/sign-in', next)}>Back to signing in</a>
        </p>
      </Frame>
    </Main>
  )
}

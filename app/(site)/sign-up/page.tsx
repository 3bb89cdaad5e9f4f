import { withNext } from '@/features/accounts/with-next'
import { redirect } from 'next/navigation'
import { getActor } from '@/features/accounts/auth'
import { listProviderNames } from '@/features/accounts/oauth/names'
import { localPath } from '@/features/accounts/schema'
import { EmailField, NameField, NewPasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { Frame, type WayBack } from '@/features/accounts/ui/frame'
import { MailSent } from '@/features/accounts/ui/mail-sent'
import { Providers } from '@/features/accounts/ui/providers'
import { formState } from '@/platform/cache'
import { config } from '@/platform/config'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import { wayBackTo } from '../_page/way-back'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Make an account')

export default async function SignUp({ searchParams }: { searchParams: Query }) {
  const next = localPath(await queryValue(searchParams, 'next'))
  const refused = formState('sign-up')
  if (!refused && (await getActor()).account) redirect(next ?? '/account')
  const back = await wayBackTo(next)
  if ((await queryValue(searchParams, 'done')) === 'sent') return <LookIntoYourMail next={next} back={back} />
  return (
    <Main className="sign">
      <Frame title="Make an account" line="Voting and talking need none. This keeps them for you." back={back} brings>
        <AccountForm id="sign-up" action="/api/account/sign-up" refused={refused} submit="Make the account" hidden={{ next }}>
          <NameField form="sign-up" refused={refused} label="Name, as others see it" hint="" />
          <EmailField
            form="sign-up"
            refused={refused}
            hint={config.mail.url ? 'We send a link there to confirm it. It is never shown.' : 'It is confirmed by a link, and never shown.'}
          />
          <NewPasswordField form="sign-up" refused={refused} />
        </AccountForm>
        <Providers providers={listProviderNames()} next={next} />
        <p className="ways">
          <a href={withNext('/sign-in', next)}>I have one: sign in</a>
        </p>
      </Frame>
    </Main>
  )
}

const LookIntoYourMail = ({ next, back }: { next: string | null; back: WayBack | null }) => (
  <Main className="sign">
    <Frame title={config.mail.url ? 'Look into your mail' : 'Ask for your link'} back={back}>
      <MailSent leaves={Boolean(config.mail.url)}>We have sent you a mail. Follow the link in it to confirm your address and to sign in.</MailSent>
      {config.mail.url ? (
        <p className="ways">
          Nothing there after a few minutes? Look into the spam folder, or <a href={withNext('/confirm', next)}>have it sent again</a>.
        </p>
      ) : (
        <p className="ways">
          <a href={withNext('/sign-in', next)}>Back to signing in</a>
        </p>
      )}
    </Frame>
  </Main>
)

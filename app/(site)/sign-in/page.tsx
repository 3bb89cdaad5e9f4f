import { suspendedWords } from '@/features/accounts/shut-out'
import { withNext } from '@/features/accounts/with-next'
import { redirect } from 'next/navigation'
import { getActor } from '@/features/accounts/auth'
import { listProviderNames } from '@/features/accounts/oauth/names'
import { localPath } from '@/features/accounts/schema'
import { EmailField, PasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { Frame } from '@/features/accounts/ui/frame'
import { Providers } from '@/features/accounts/ui/providers'
import { formState } from '@/platform/cache'
import { Notice } from '@/ui/notice'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import { wayBackTo } from '../_page/way-back'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Sign in')

/** What next-auth's codes mean to a person. */
const problems: Record<string, string> = {
  AddressNotVerified: 'That account’s email address is not verified there, so we cannot tell that it is yours. Sign up with a password instead.',
  Suspended: suspendedWords,
  AccessDenied: 'That account may not sign in here.',
  OAuthAccountNotLinked: 'This email address belongs to an account that signs in another way. Sign in as you did before.',
}
const otherProblem = 'Signing in there did not work. Please try again, or sign in with your password.'

export default async function SignIn({ searchParams }: { searchParams: Query }) {
  const next = localPath(await queryValue(searchParams, 'next'))
  const refused = formState('sign-in') ?? formState('oauth')
  const problem = await queryValue(searchParams, 'error')
  if (!refused && (await getActor()).account) redirect(next ?? '/account')
  // Their account is known now, so their browser may give them what it keeps of it.
  const isShutOut = refused?.message === suspendedWords || problem === 'Suspended'
  const forgotten = (
    <a href={withNext('/forgot', next)}>
      <span className="vh">Password </span>Forgotten?
    </a>
  )
  return (
    <Main className="sign">
      <Frame title="Sign in" back={await wayBackTo(next)} brings>
        {problem ? <Notice tone="bad">{problems[problem] ?? otherProblem}</Notice> : null}
        <AccountForm id="sign-in" action="/api/account/sign-in" refused={refused} submit="Sign in" hidden={{ next }}>
          <EmailField form="sign-in" refused={refused} />
          <PasswordField form="sign-in" refused={refused} beside={forgotten} />
        </AccountForm>
        {isShutOut && next?.startsWith('/admin') ? (
          <Notice>
            This browser may keep words of yours that did not reach the site. <a href="/admin/kept-words">Take them along</a>
          </Notice>
        ) : null}
        <Providers providers={listProviderNames()} next={next} />
        <p className="ways">
          <a href={withNext('/sign-up', next)}>I have none yet: make an account</a>
          <br />
          <a href={withNext('/confirm', next)}>I signed up, and no mail came</a>
        </p>
      </Frame>
    </Main>
  )
}

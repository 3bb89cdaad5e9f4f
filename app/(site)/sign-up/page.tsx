import { redirect } from 'next/navigation'
import { getActor } from '@/features/accounts/auth'
import { listProviderNames } from '@/features/accounts/oauth/names'
import { localPath } from '@/features/accounts/schema'
import { EmailField, NameField, NewPasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { Providers } from '@/features/accounts/ui/providers'
import { formState } from '@/platform/cache'
import { Notice } from '@/ui/notice'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Make an account')

export default async function SignUp({ searchParams }: { searchParams: Query }) {
  const next = localPath(await queryValue(searchParams, 'next'))
  const refused = formState('sign-up')
  if (!refused && (await getActor()).account) redirect(next ?? '/account')
  if ((await queryValue(searchParams, 'done')) === 'sent') return <LookIntoYourMail />
  return (
    <Main className="page narrow">
      <h1>Make an account</h1>
      <p className="stand">To keep your votes and comments on every device. You can vote and comment without one.</p>
      <AccountForm id="sign-up" action="/api/account/sign-up" refused={refused} submit="Make the account" hidden={{ next }}>
        <NameField form="sign-up" refused={refused} />
        <EmailField form="sign-up" refused={refused} hint="We send a link there to confirm it. It is never shown." />
        <NewPasswordField form="sign-up" refused={refused} />
      </AccountForm>
      <Providers providers={listProviderNames()} next={next} />
      <p className="aside">
        You have one? <a href={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}>Sign in</a>
      </p>
    </Main>
  )
}

const LookIntoYourMail = () => (
  <Main className="page narrow">
    <h1>Look into your mail</h1>
    <Notice tone="good">We have sent you a mail. Follow the link in it to confirm your address and to sign in.</Notice>
    <p className="aside">
      Nothing there after a few minutes? Look into the spam folder, or <a href="/confirm">have it sent again</a>.
    </p>
  </Main>
)

import { EmailField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { formState } from '@/platform/cache'
import { Notice } from '@/ui/notice'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import '@/ui/styles/forms.css'

export const instant = false

export const generateMetadata = () => privateHead('A new password')

export default async function Forgot({ searchParams }: { searchParams: Query }) {
  const refused = formState('forgot')
  const sent = (await queryValue(searchParams, 'done')) === 'sent'
  return (
    <Main className="page narrow">
      <h1>A new password</h1>
      {sent ? (
        <>
          <Notice tone="good">If there is an account with this address, a mail with a link is on its way. It works for an hour.</Notice>
          <p className="aside">
            <a href="/sign-in">Back to signing in</a>
          </p>
        </>
      ) : (
        <AccountForm id="forgot" action="/api/account/forgot" refused={refused} submit="Send the link" beside={<a href="/sign-in">Back to signing in</a>}>
          <EmailField form="forgot" refused={refused} hint="We send you a link to choose a new password." />
        </AccountForm>
      )}
    </Main>
  )
}

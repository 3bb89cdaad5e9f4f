import { linkWorks } from '@/features/accounts/queries/accounts'
import { AccountForm } from '@/features/accounts/ui/form'
import { LinkIsOver } from '@/features/accounts/ui/link-is-over'
import { formState } from '@/platform/cache'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import '@/ui/styles/forms.css'

export const instant = false

export const generateMetadata = () => privateHead('Confirm your address')

/** A button, not the link itself: programs that look into mails follow links, and would use this one up. */
export default async function Confirm({ searchParams }: { searchParams: Query }) {
  const refused = formState('confirm')
  const token = refused?.values.token ?? (await queryValue(searchParams, 'token')) ?? ''
  if (!(await linkWorks('confirm', token)))
    return (
      <LinkIsOver>
        <a href="/account">Sign in</a>: your account says whether your address is confirmed, and sends the link again.
      </LinkIsOver>
    )
  return (
    <Main className="page narrow">
      <h1>Confirm your address</h1>
      <p className="stand">One press, and you are signed in.</p>
      <AccountForm id="confirm" action="/api/account/confirm" refused={refused} submit="Confirm my address" hidden={{ token }} />
    </Main>
  )
}

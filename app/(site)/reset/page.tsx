import { linkWorks } from '@/features/accounts/queries/accounts'
import { NewPasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { LinkIsOver } from '@/features/accounts/ui/link-is-over'
import { formState } from '@/platform/cache'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import '@/ui/styles/forms.css'

export const instant = false

export const generateMetadata = () => privateHead('Choose a new password')

export default async function Reset({ searchParams }: { searchParams: Query }) {
  const refused = formState('reset')
  const token = refused?.values.token ?? (await queryValue(searchParams, 'token')) ?? ''
  if (!(await linkWorks('reset', token)))
    return (
      <LinkIsOver>
        <a href="/forgot">Ask for a new link</a>
      </LinkIsOver>
    )
  return (
    <Main className="page narrow">
      <h1>Choose a new password</h1>
      <AccountForm id="reset" action="/api/account/reset" refused={refused} submit="Save and sign in" hidden={{ token }}>
        <NewPasswordField form="reset" refused={refused} label="New password" />
        <p className="hint">Every device that is signed in now will be signed out.</p>
      </AccountForm>
    </Main>
  )
}

import { withNext } from '@/features/accounts/with-next'
import { findLink } from '@/features/accounts/queries/accounts'
import { NewPasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { Frame } from '@/features/accounts/ui/frame'
import { LinkIsOver } from '@/features/accounts/ui/link-is-over'
import { formState } from '@/platform/cache'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import { wayBackTo } from '../_page/way-back'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Choose a new password')

export default async function Reset({ searchParams }: { searchParams: Query }) {
  const refused = formState('reset')
  const token = refused?.values.token ?? (await queryValue(searchParams, 'token')) ?? ''
  const { works, next } = await findLink('reset', token)
  const back = await wayBackTo(next)
  if (!works)
    return (
      <Main className="sign">
        <LinkIsOver back={back}>
          <a href={withNext('/forgot', next)}>Ask for a new link</a>
        </LinkIsOver>
      </Main>
    )
  return (
    <Main className="sign">
      <Frame title="Choose a new password" line="Every device that is signed in now will be signed out." back={back}>
        <AccountForm id="reset" action="/api/account/reset" refused={refused} submit="Save and sign in" hidden={{ token }}>
          <NewPasswordField form="reset" refused={refused} label="New password" />
        </AccountForm>
      </Frame>
    </Main>
  )
}

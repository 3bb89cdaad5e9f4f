import { findLink } from '@/features/accounts/queries/accounts'
import { EmailField, NameField, NewPasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { Frame } from '@/features/accounts/ui/frame'
import { LinkIsOver } from '@/features/accounts/ui/link-is-over'
import { getSite } from '@/features/settings/queries/site'
import { formState } from '@/platform/cache'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Make the first account')

export default async function Setup({ searchParams }: { searchParams: Query }) {
  const refused = formState('setup')
  const token = refused?.values.token ?? (await queryValue(searchParams, 'token')) ?? ''
  if (!(await findLink('owner', token)).works)
    return (
      <Main className="sign">
        <LinkIsOver back={null}>
          The link that makes the first account works once, and each start of the server prints a new one, while there is none. If yours exists already,{' '}
          <a href="/sign-in">sign in</a>.
        </LinkIsOver>
      </Main>
    )
  const { name } = await getSite()
  return (
    <Main className="sign">
      <Frame title="Make the first account" line={`It owns ${name}: it writes, publishes, and lets others in.`} back={null}>
        <AccountForm id="setup" action="/api/account/setup" refused={refused} submit="Make the account" hidden={{ token }}>
          <NameField form="setup" refused={refused} hint="Shown as your byline and beside your comments" />
          <EmailField form="setup" refused={refused} />
          <NewPasswordField form="setup" refused={refused} />
        </AccountForm>
      </Frame>
    </Main>
  )
}

import { withNext } from '@/features/accounts/with-next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionTokenOf } from '@/features/accounts/auth'
import { findSignInStep } from '@/features/accounts/queries/second-factor'
import { localPath } from '@/features/accounts/schema'
import { CodeField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { Frame } from '@/features/accounts/ui/frame'
import { getSite } from '@/features/settings/queries/site'
import { formState } from '@/platform/cache'
import { ButtonLink } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { privateHead, queryValue } from '../../_page/private'
import type { Query } from '../../_page/query'
import { Main } from '../../_page/main'
import { wayBackTo } from '../../_page/way-back'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Sign in')

/** After the right password, for an account with a second factor. Nobody is signed in yet. */
export default async function SecondFactorStep({ searchParams }: { searchParams: Query }) {
  const refused = formState('code')
  const next = localPath(refused?.values.next ?? (await queryValue(searchParams, 'next')))
  const recovery = (refused?.values.with ?? (await queryValue(searchParams, 'with'))) === 'recovery-code'
  const again = withNext('/sign-in', next)
  const back = await wayBackTo(next)
  const step = sessionTokenOf(await headers())
  if (!step || !(await findSignInStep(step))) {
    if (!refused) redirect(again)
    return (
      <Main className="sign">
        <Frame title="Sign in again" back={back}>
          <Notice tone="bad">{refused.message}</Notice>
          <p className="actions">
            <ButtonLink href={again} look="primary">
              Sign in
            </ButtonLink>
          </p>
        </Frame>
      </Main>
    )
  }
  const here = '/sign-in/second-factor'
  const { name } = await getSite()
  return (
    <Main className="sign">
      <Frame title="One more step" back={back}>
        <AccountForm id="code" action="/api/account/sign-in/code" refused={refused} submit="Sign in" hidden={{ next, with: recovery ? 'recovery-code' : null }}>
          <CodeField
            form="code"
            refused={refused}
            recovery={recovery}
            label={recovery ? 'Recovery code' : 'Code'}
            hint={recovery ? 'One of those that you kept. It works once.' : `The six digits that your app shows for ${name}.`}
          />
        </AccountForm>
        <p className="ways">
          <a href={withNext(recovery ? here : `${here}?with=recovery-code`, next)}>{recovery ? 'Use a code from the app' : 'Use a recovery code'}</a>
          <br />
          <a href={again}>Sign in as somebody else</a>
        </p>
        <p className="ways">Lost the app and the recovery codes? Write to the site’s owner.</p>
      </Frame>
    </Main>
  )
}

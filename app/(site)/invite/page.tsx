import { getActor } from '@/features/accounts/auth'
import { findInvitation } from '@/features/accounts/queries/people'
import { roleWords } from '@/features/accounts/limits'
import { NameField, NewPasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { Frame } from '@/features/accounts/ui/frame'
import { withNext } from '@/features/accounts/with-next'
import { getSite } from '@/features/settings/queries/site'
import { formState } from '@/platform/cache'
import { ButtonLink } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { Main } from '../_page/main'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Your invitation')

/** Where a link leads that gives a role: to an account that there is, or to one that is made. */
export default async function Invite({ searchParams }: { searchParams: Query }) {
  const refused = formState('invitation') ?? formState('join')
  const token = refused?.values.token ?? (await queryValue(searchParams, 'token')) ?? ''
  const invitation = await findInvitation(token)
  const { account } = await getActor()
  if (!invitation)
    return (
      <Main className="sign">
        <Frame title="This invitation is over" back={null}>
          <Notice tone="warn">It has been used or withdrawn, or it is too old.</Notice>
          <p className="ways">
            Ask whoever sent it for a new one. If you have followed it already,{' '}
            {account ? <a href="/admin">the studio is here</a> : <a href="/sign-in?next=%2Fadmin">sign in</a>}.
          </p>
        </Frame>
      </Main>
    )
  const { role, email, by, hasAccount } = invitation
  const here = `/invite?token=${encodeURIComponent(token)}`
  const { name } = await getSite()
  const line = `${by} invites you to ${name} as ${roleWords[role].as}. ${roleWords[role].may}`
  return (
    <Main className="sign">
      <Frame title={`Write for ${name}`} line={line} back={null}>
        {account ? (
          <AccountForm id="invitation" action="/api/account/invitation" refused={refused} submit={`Accept as ${account.name}`} hidden={{ token }}>
            {email ? <p className="ways">The invitation is for {email}.</p> : null}
          </AccountForm>
        ) : email && !hasAccount ? (
          <AccountForm id="join" action="/api/account/invitation/join" refused={refused} submit="Accept, and make the account" hidden={{ token }}>
            <p className="ways">Your account is for {email}.</p>
            <NameField form="join" refused={refused} hint="Signs your lists, and stands beside your comments" />
            <NewPasswordField form="join" refused={refused} />
          </AccountForm>
        ) : (
          <>
            {refused ? <Notice tone="bad">{refused.message}</Notice> : null}
            <p>
              <ButtonLink href={withNext('/sign-in', here)} look="primary">
                Sign in and accept
              </ButtonLink>
            </p>
            {hasAccount ? null : (
              <p className="ways">
                <a href={withNext('/sign-up', here)}>I have no account yet: make one</a>. You come back here from the mail that confirms it.
              </p>
            )}
          </>
        )}
      </Frame>
    </Main>
  )
}

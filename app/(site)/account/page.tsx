import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getActor, sessionTokenOf } from '@/features/accounts/auth'
import { maySetUpSecondFactor, mustSetUpSecondFactor } from '@/features/accounts/policy'
import { getOwnAccount, listSessions } from '@/features/accounts/queries/accounts'
import { findSecondFactor } from '@/features/accounts/queries/second-factor'
import { saidWords } from '@/features/accounts/said'
import { localPath } from '@/features/accounts/schema'
import { NameField, NewPasswordField, PasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { SignedOut } from '@/features/accounts/ui/signed-out'
import { Sessions } from '@/features/accounts/ui/sessions'
import { formState } from '@/platform/cache'
import { Button, ButtonLink } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { privateHead, queryValue } from '../_page/private'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Your account')

export default async function AccountPage({ searchParams }: { searchParams: Query }) {
  const actor = await getActor()
  const { account } = actor
  const refused = formState()
  const next = localPath(await queryValue(searchParams, 'next'))
  if (!account) {
    if (!refused) redirect('/sign-in?next=%2Faccount')
    return (
      <Main className="page narrow">
        <SignedOut next="/account" />
      </Main>
    )
  }
  const own = await getOwnAccount(account.id)
  const secondFactor = await findSecondFactor(account.id)
  const sessions = await listSessions(account.id, sessionTokenOf(await headers()))
  const done = (await queryValue(searchParams, 'done')) ?? ''
  const said = Object.hasOwn(saidWords, done) ? saidWords[done] : null
  const of = (form: string) => formState(form)
  const shownBelow = ['name', 'password', 'sessions']
  return (
    <Main className="page narrow">
      <h1>Your account</h1>
      {said && !refused ? <Notice tone="good">{said}</Notice> : null}
      {mustSetUpSecondFactor(actor) ? (
        <Notice tone="warn">
          This site asks for a second factor of everybody who writes here: <a href="/account/second-factor">set yours up</a> to get into the studio.
        </Notice>
      ) : null}
      {refused && !shownBelow.includes(refused.form) ? <Notice tone="bad">{refused.message}</Notice> : null}

      <section aria-labelledby="address">
        <h2 id="address">Email</h2>
        <p>{own.email}</p>
      </section>

      <section aria-labelledby="name">
        <h2 id="name">Name</h2>
        <AccountForm id="name-form" action="/api/account/name" refused={of('name')} submit="Save the name" look="plain">
          <NameField form="name-form" refused={of('name')} value={own.name} hint="Shown beside what you write from now on" />
        </AccountForm>
      </section>

      <section aria-labelledby="password">
        <h2 id="password">Password</h2>
        {own.hasPassword ? null : <p className="hint">You sign in without one until now. Choose one to be able to sign in here, too.</p>}
        <AccountForm
          id="password-form"
          action="/api/account/password"
          refused={of('password')}
          submit={own.hasPassword ? 'Change the password' : 'Set a password'}
          look="plain"
        >
          {/* Tells password managers whose password this is. */}
          <input type="hidden" autoComplete="username" value={own.email} readOnly />
          {own.hasPassword ? <PasswordField form="password-form" refused={of('password')} name="current" label="Current password" /> : null}
          <NewPasswordField form="password-form" refused={of('password')} label="New password" />
        </AccountForm>
      </section>

      {secondFactor || maySetUpSecondFactor(actor) ? (
        <section aria-labelledby="second-factor">
          <h2 id="second-factor">Second factor</h2>
          <p>
            {secondFactor
              ? 'On: signing in asks for a code from your app after the password.'
              : 'Off: signing in asks for your password alone. You can have it ask for a code from an app on your phone, too.'}
          </p>
          <p className="actions">
            <ButtonLink href="/account/second-factor">{secondFactor ? 'Change' : 'Set up'} the second factor</ButtonLink>
          </p>
        </section>
      ) : null}

      <section aria-labelledby="devices">
        <h2 id="devices">Signed in on</h2>
        {of('sessions') ? <Notice tone="bad">{of('sessions')!.message}</Notice> : null}
        <Sessions sessions={sessions} />
      </section>

      <section aria-label="Sign out">
        <form method="post" action="/api/account/sign-out">
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <Button look="danger">Sign out</Button>
        </form>
      </section>
    </Main>
  )
}

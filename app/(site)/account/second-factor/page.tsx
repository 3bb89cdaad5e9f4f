import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { getActor, sessionTokenOf } from '@/features/accounts/auth'
import { codeLink, inGroups } from '@/features/accounts/one-time-code'
import { isStaff, maySetUpSecondFactor, mustSetUpSecondFactor } from '@/features/accounts/policy'
import { getOwnAccount } from '@/features/accounts/queries/accounts'
import { findSecondFactor, type OwnSecondFactor } from '@/features/accounts/queries/second-factor'
import { recoveryCodeCount } from '@/features/accounts/recovery-codes'
import { settingUpOf } from '@/features/accounts/setting-up'
import { CodeField, PasswordField } from '@/features/accounts/ui/fields'
import { AccountForm } from '@/features/accounts/ui/form'
import { QrCode } from '@/features/accounts/ui/qr-code'
import { RecoveryCodes } from '@/features/accounts/ui/recovery-codes'
import { SignedOut } from '@/features/accounts/ui/signed-out'
import { getSite } from '@/features/settings/queries/site'
import { formState } from '@/platform/cache'
import { ButtonLink } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { Time } from '@/ui/time'
import { privateHead, queryValue } from '../../_page/private'
import type { Query } from '../../_page/query'
import { Main } from '../../_page/main'
import '@/ui/styles/forms.css'
import '@/features/accounts/ui/accounts.css'

export const instant = false

export const generateMetadata = () => privateHead('Second factor')

const path = '/account/second-factor'
const done: Record<string, string> = {
  on: 'Your second factor is on. Every other device was signed out.',
  'recovery-codes': 'These recovery codes are new. The earlier ones get nobody in any more.',
  off: 'Your second factor is off. Signing in asks for your password alone.',
}

export default async function SecondFactorPage({ searchParams }: { searchParams: Query }) {
  const actor = await getActor()
  const token = sessionTokenOf(await headers())
  const refused = formState()
  if (!actor.account || !token) {
    if (!refused) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
    return (
      <Main className="page narrow">
        <SignedOut next={path} />
      </Main>
    )
  }
  const { id: accountId, email } = actor.account
  const kept = await findSecondFactor(accountId)
  if (!kept && !refused && !maySetUpSecondFactor(actor)) redirect('/account?done=no-second-factor')
  const [{ hasPassword }, { name: site }] = await Promise.all([getOwnAccount(accountId), getSite()])
  const shown = settingUpOf(await headers(), { accountId, token })
  const said = done[(await queryValue(searchParams, 'done')) ?? '']
  const forms = kept ? ['recovery-codes', 'off'] : ['key', 'on']
  return (
    <Main className="page narrow">
      <p className="back">
        <a href="/account">Your account</a>
      </p>
      <h1>Second factor</h1>
      {mustSetUpSecondFactor(actor) ? (
        <Notice tone="warn">
          {site} asks for one of everybody who writes here. Until yours is on you can read, vote and comment, and the studio leads you here.
        </Notice>
      ) : null}
      {said && !refused ? <Notice tone="good">{said}</Notice> : null}
      {refused && !(forms.includes(refused.form) && (refused.form !== 'on' || shown)) ? <Notice tone="bad">{refused.message}</Notice> : null}
      {kept ? (
        <On kept={kept} site={site} studio={isStaff(actor)} codes={shown && 'codes' in shown ? shown.codes : null} username={email} hasPassword={hasPassword} />
      ) : shown && 'secret' in shown ? (
        <NewKey secret={shown.secret} email={email} site={site} />
      ) : (
        <Off username={email} hasPassword={hasPassword} />
      )}
    </Main>
  )
}

type Own = { username: string; hasPassword: boolean }

/** The present password, where there is one. The hidden name tells password managers whose it is. */
const OwnPassword = ({ form, username, hasPassword }: Own & { form: string }) =>
  hasPassword ? (
    <>
      <input type="hidden" autoComplete="username" value={username} readOnly />
      <PasswordField form={form} refused={formState(form)} label="Your password" />
    </>
  ) : null

const Off = (own: Own) => (
  <>
    <p className="stand">A code from an app on your phone, asked for after your password. Whoever finds out the password does not get in with it.</p>
    <p>
      You need an authenticator app: your password manager may be one, or take Google Authenticator, Microsoft Authenticator, Aegis or another. They all work.
    </p>
    <AccountForm id="key" action="/api/account/second-factor/key" refused={formState('key')} submit="Begin">
      <OwnPassword form="key" {...own} />
    </AccountForm>
  </>
)

function NewKey({ secret, email, site }: { secret: string; email: string; site: string }) {
  const link = codeLink(secret, { site, email })
  return (
    <>
      <Step number={1} title="Hand the key to your app">
        <div className="key">
          <QrCode text={link} label="QR code with the key" />
          <div>
            <p>Scan this with the app.</p>
            <p>
              If the app is on this device: <a href={link}>open it with the key</a>.
            </p>
            <p>Or type the key:</p>
            <p>
              <code>{inGroups(secret)}</code>
            </p>
          </div>
        </div>
      </Step>
      <Step number={2} title="Type the code that it shows">
        <AccountForm
          id="on"
          action="/api/account/second-factor"
          refused={formState('on')}
          submit="Turn the second factor on"
          look="primary"
          beside={<a href="/account">Not now</a>}
        >
          <CodeField form="on" refused={formState('on')} hint="Six digits; the app shows others every 30 seconds." />
          <p className="hint">Every other device that is signed in now will be signed out.</p>
        </AccountForm>
      </Step>
    </>
  )
}

const Step = ({ number, title, children }: { number: number; title: string; children: ReactNode }) => (
  <section aria-labelledby={`step-${number}`}>
    <h2 id={`step-${number}`}>
      {number}. {title}
    </h2>
    {children}
  </section>
)

function On({ kept, site, studio, codes, ...own }: Own & { kept: OwnSecondFactor; site: string; studio: boolean; codes: string[] | null }) {
  // Nothing else is to be looked at, until they are kept.
  if (codes && !formState()) return <RecoveryCodes codes={codes} site={site} />
  return (
    <>
      <p className="stand">
        On since <Time at={kept.since} />. {left(kept.recoveryCodesLeft)}
      </p>
      {studio ? (
        <p className="actions">
          <ButtonLink href="/admin" look="primary">
            To the studio
          </ButtonLink>
        </p>
      ) : null}
      <section aria-labelledby="new-codes">
        <h2 id="new-codes">New recovery codes</h2>
        <p>If the ones that you have were seen by somebody, or are nearly used up. They replace the earlier ones.</p>
        <AccountForm
          id="recovery-codes"
          action="/api/account/second-factor/recovery-codes"
          refused={formState('recovery-codes')}
          submit="Make new recovery codes"
          look="plain"
        >
          <OwnPassword form="recovery-codes" {...own} />
          <CodeField form="recovery-codes" refused={formState('recovery-codes')} label="Code" hint="From the app, or a recovery code." recovery />
        </AccountForm>
      </section>
      <section aria-labelledby="turn-off">
        <h2 id="turn-off">Turn it off</h2>
        <p>Also to move to another phone: turn it off, and set it up there.</p>
        <AccountForm id="off" action="/api/account/second-factor/off" refused={formState('off')} submit="Turn the second factor off" look="danger">
          <OwnPassword form="off" {...own} />
          <CodeField form="off" refused={formState('off')} label="Code" hint="From the app, or a recovery code." recovery />
        </AccountForm>
      </section>
    </>
  )
}

function left(count: number): string {
  if (count === 0) return 'No recovery code is left: make new ones.'
  return count === 1 ? 'One recovery code is left: make new ones.' : `${count} of ${recoveryCodeCount} recovery codes are left.`
}

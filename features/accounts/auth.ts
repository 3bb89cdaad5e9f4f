import { headers } from 'next/headers'
import { cache } from 'react'
import { config } from '@/platform/config'
import { cookieNames, parseCookies, unsigned } from '@/platform/http/cookies'
import { forbidden, unauthorized } from '@/platform/errors'
import { clientOf, type ActingAccount, type Actor } from '@/platform/http/request'
import { keepSessionAlive } from './commands/keep-session-alive'
import { mustSetUpSecondFactor, pageAccountHeader, type Someone } from './policy'
import { findSession } from './queries/accounts'

/**
 * The actor of a request: an account (by its session), a guest (by the signed cookie), or somebody unknown. `keepAlive`: whether the session counts as used, and
 * lasts so much longer.
 */
export async function actorOf(headers: Headers, { keepAlive = true } = {}): Promise<Actor> {
  const cookies = parseCookies(headers.get('cookie'))
  const token = cookies[cookieNames.session]
  const session = token ? await findSession(token) : null
  const visitor = clientOf(headers)
  refuseAnothersPage(headers, session?.account.id)
  if (!session) return { ...visitor, readerId: unsigned(cookies[cookieNames.reader]), account: null }
  if (keepAlive) keepSessionAlive(session)
  const { readerId, hasSecondFactor, ...account } = session.account
  const lacksSecondFactor = config.requireSecondFactor === 'staff' && account.role !== 'reader' && !hasSecondFactor
  return { ...visitor, readerId, account: { ...account, lacksSecondFactor } }
}

/** A page of the studio that was made for one account cannot be used by another, who signed in in the same browser since: its words are not theirs. */
function refuseAnothersPage(headers: Headers, account: string | undefined): void {
  const pageAccount = headers.get(pageAccountHeader)
  if (account !== undefined && pageAccount !== null && pageAccount !== account)
    throw unauthorized(
      'Somebody else is signed in in this browser now, so nothing was done. What you wrote stays on this page: sign in again as yourself, then try again',
    )
}

/** The actor of the page that is rendered, or of the server action. Looked up once for each request. */
export const getActor = cache(async (): Promise<Actor> => actorOf(await headers()))

/** The door of every action of the studio. What may be done inside is asked again there. Throws forbidden (403) for whoever is to set up a second factor first. */
export function refuseWithoutSecondFactor(actor: Someone): void {
  if (mustSetUpSecondFactor(actor))
    throw forbidden('This site asks for a second factor of everybody who writes here: set yours up on your account page, then try again')
}

/** The signed-in account. Throws unauthorized (401). */
export function accountOf(actor: Actor): ActingAccount {
  if (!actor.account) throw unauthorized()
  return actor.account
}

/** The session token in these headers, or null. The account page marks this session in its list. */
export const sessionTokenOf = (headers: Headers): string | null => parseCookies(headers.get('cookie'))[cookieNames.session] || null

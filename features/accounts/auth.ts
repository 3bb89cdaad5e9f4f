import { headers } from 'next/headers'
import { cache } from 'react'
import { cookieNames, parseCookies, unsigned } from '@/platform/http/cookies'
import { unauthorized } from '@/platform/errors'
import { clientOf, type ActingAccount, type Actor } from '@/platform/http/request'
import { keepSessionAlive } from './commands/keep-session-alive'
import { findSession } from './queries/accounts'

/** The actor of a request: an account (by its session), a guest (by the signed cookie), or somebody unknown. */
export async function actorOf(headers: Headers): Promise<Actor> {
  const cookies = parseCookies(headers.get('cookie'))
  const token = cookies[cookieNames.session]
  const session = token ? await findSession(token) : null
  const visitor = clientOf(headers)
  if (!session) return { ...visitor, readerId: unsigned(cookies[cookieNames.reader]), account: null }
  keepSessionAlive(session)
  const { readerId, ...account } = session.account
  return { ...visitor, readerId, account }
}

/** The actor of the page that is rendered, or of the server action. Looked up once for each request. */
export const getActor = cache(async (): Promise<Actor> => actorOf(await headers()))

/** The signed-in account. Throws unauthorized (401). */
export function accountOf(actor: Actor): ActingAccount {
  if (!actor.account) throw unauthorized()
  return actor.account
}

/** The session token in these headers, or null. The account page marks this session in its list. */
export const sessionTokenOf = (headers: Headers): string | null => parseCookies(headers.get('cookie'))[cookieNames.session] || null

import { z } from 'zod'
import { nowMs } from '@/platform/clock'
import { cookieNames, parseCookies, setCookie } from '@/platform/http/cookies'
import { seal, unseal } from './sealed'
import { hashSecret } from './secrets'

const minutesToSetUp = 15

/**
 * What one browser is shown while a second factor is set up: its key before it is on, and the recovery codes afterwards. Sealed in a cookie of this session,
 * for a quarter of an hour: no table and no address holds either.
 */
const settingUp = z.union([z.object({ until: z.number(), secret: z.string() }), z.object({ until: z.number(), codes: z.array(z.string()) })])
export type SettingUp = { secret: string } | { codes: string[] }
type Session = { accountId: string; token: string }

const boundTo = ({ accountId, token }: Session) => `setting up ${accountId} ${hashSecret(token)}`

export function settingUpCookie(shown: SettingUp, session: Session): string {
  const until = nowMs() + minutesToSetUp * 60_000
  return setCookie(cookieNames.settingUp, seal(JSON.stringify({ until, ...shown }), boundTo(session)), { maxAge: minutesToSetUp * 60 })
}
export const noSettingUpCookie = () => setCookie(cookieNames.settingUp, '', { maxAge: 0 })

/** What the cookie in these headers holds for this session; null when there is none or its time is over. */
export function settingUpOf(headers: Headers, session: Session): SettingUp | null {
  const sealed = parseCookies(headers.get('cookie'))[cookieNames.settingUp]
  const text = sealed ? unseal(sealed, boundTo(session)) : null
  // Another version of the program may have sealed something else.
  const shown = text === null ? null : (settingUp.safeParse(JSON.parse(text)).data ?? null)
  return shown && shown.until > nowMs() ? shown : null
}

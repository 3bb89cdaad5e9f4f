import { nowMs } from '@/platform/clock'
import { cookieNames, setCookie, signed, unsigned } from '@/platform/http/cookies'

/** Told to whoever has shown whose account it is. */
export const suspendedWords = 'This account is suspended. Write to the site’s owner if you think that is a mistake.'

/** Time to take one's words along. */
const minutes = 10
const mark = 'shut-out'
const path = '/admin/kept-words'

/**
 * Given to whoever showed whose account it is, and may not sign in because it is suspended. It opens one page, on which their browser shows them what it keeps of that account and
 * the site does not have; nothing of the site. It ends by itself, and when anybody signs in.
 */
export const shutOutCookie = (accountId: string): string =>
  setCookie(cookieNames.shutOut, signed([mark, accountId, nowMs() + minutes * 60_000].join('~')), { maxAge: minutes * 60, path })
export const noShutOutCookie = () => setCookie(cookieNames.shutOut, '', { maxAge: 0, path })

/** The account that a cookie of this kind names; null for none, a forged and an old one. */
export function shutOutAccount(cookie: string | undefined): string | null {
  const [kind, accountId, until] = (unsigned(cookie) ?? '').split('~')
  return kind === mark && accountId && Number(until) > nowMs() ? accountId : null
}

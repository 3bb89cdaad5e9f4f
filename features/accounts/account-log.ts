import { log } from '@/platform/log'
import { networkMarks } from '@/platform/http/request'
import type { Someone } from './policy'
import type { SignInClient } from './sign-in-client'

/** What happens to accounts, for whoever watches over the site (OWASP ASVS 16.3). Ids, never addresses of mail; a network as its keyed mark, as votes keep it. */

type SignInOutcome = 'signed in' | 'code asked for' | 'wrong password' | 'wrong code' | 'unknown address' | 'not confirmed' | 'suspended' | 'too many tries'

export function logSignIn(outcome: SignInOutcome, account: string | null, { ip }: SignInClient): void {
  const facts = { event: 'sign-in', outcome, account, network: networkMarks(ip).network }
  if (outcome === 'signed in') log.info(facts, 'a sign-in')
  else if (outcome === 'code asked for') log.info(facts, 'a sign-in waits for a code')
  else log.warn(facts, 'a sign-in failed')
}

/** A change of what an account may do, or of how it is entered. `by`: who did it; the account itself when absent. */
export function logAccountChange(change: string, account: string, by: Someone | 'operator' | null = null, facts: Record<string, unknown> = {}): void {
  log.info({ event: 'account', change, account, by: by === 'operator' ? 'operator' : (by?.account?.id ?? account), ...facts }, 'an account was changed')
}

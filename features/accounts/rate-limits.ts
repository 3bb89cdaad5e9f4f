import type { Limit } from '@/platform/http/rate-limit'

/** Links of mails that are followed, and the link that makes the owner. */
export const links: Limit = { act: 'link', burst: 30, everySeconds: 20 }

/** Mails that are asked for, by one network and to one address. */
export const signUps: Limit = { act: 'sign-up', burst: 10, everySeconds: 120 }
export const forgotten: Limit = { act: 'forgot', burst: 10, everySeconds: 120 }
export const confirmationsTo: Limit = { act: 'sign-up to', burst: 4, everySeconds: 600 }
/** Mails to who tried to sign in before confirming their address. */
export const remindersTo: Limit = { act: 'remind', burst: 2, everySeconds: 1800 }
export const resetsTo: Limit = { act: 'forgot to', burst: 4, everySeconds: 600 }

/**
 * Passwords that are tried: for one address of mail from one network, for one address from everywhere, and from one network for all. A device that signed in to the
 * account before is counted by itself (known-device.ts).
 */
export const attempts: Record<'pair' | 'account' | 'network' | 'device', Limit> = {
  pair: { act: 'sign-in pair', burst: 8, everySeconds: 30 },
  account: { act: 'sign-in account', burst: 60, everySeconds: 60 },
  network: { act: 'sign-in', burst: 60, everySeconds: 10 },
  device: { act: 'sign-in device', burst: 8, everySeconds: 30 },
}
/** The present password, tried by somebody who is signed in. */
export const ownPassword: Limit = { act: 'own password', burst: 8, everySeconds: 30 }

/**
 * Codes of a second factor that are tried after the right password: for one account, for a device that signed in to it before, and from one network. At any time three
 * of a million are right, so who knows the password finds one in a day with a chance of 1 in 1,100.
 */
export const codes: Record<'account' | 'device' | 'network', Limit> = {
  account: { act: 'code', burst: 8, everySeconds: 300 },
  device: { act: 'code device', burst: 8, everySeconds: 300 },
  network: { act: 'codes', burst: 60, everySeconds: 30 },
}
/** The same, tried by somebody who is signed in. */
export const ownCodes: Limit = { act: 'own code', burst: 8, everySeconds: 300 }

import { cookieNames, parseCookies } from '@/platform/http/cookies'

/** What a page says was done, by the name that its address or a cookie gives. */
export const saidWords: Readonly<Record<string, string>> = {
  confirmed: 'Your address is confirmed, and you are signed in.',
  joined: 'Welcome. You write here now: begin a list, or look at those that there are.',
  name: 'Your name is changed.',
  password: 'Your password is changed. Every other device was signed out.',
  session: 'That device is signed out.',
  sessions: 'Every other device is signed out.',
  'no-second-factor': 'Second factors are for the accounts of those who write here; yours is a reader’s.',
}

/** The words that these headers ask for, or null. */
export function saidIn(headers: Headers): string | null {
  const what = parseCookies(headers.get('cookie'))[cookieNames.said] ?? ''
  return Object.hasOwn(saidWords, what) ? saidWords[what]! : null
}

import { expect, test, vi } from 'vitest'
import { signed } from '@/platform/http/cookies'
import { noCookies, readViewerCookies } from './viewer-cookies'

vi.hoisted(() => void (process.env.SECRET = 'a secret of this test, 40 characters long'))

test.each<[string, object]>([
  ['', {}],
  ['other=1; readers=x', {}],
  ['reader=ann.sig', { known: true, guest: 'ann.sig' }],
  ['reader=ann%2Esig', { known: true, guest: 'ann%2Esig' }],
  ['reader=', {}],
  ['reader=ann; reader=bob', { known: true, guest: 'ann' }],
  ['reader=ann; next-auth.session-token=s', { known: true }],
  ['__Secure-next-auth.session-token=s', { known: true }],
  ['__Secure-next-auth.session-token.0=s; theme=dark', { known: true, theme: 'dark' }],
  ['x-next-auth.session-token=s', {}],
  [`theme=light; seen=${signed('17')}`, { theme: 'light', lastEvent: 17 }],
  ['theme="><script>; seen=1e9', {}],
  ['seen=17', {}],
  ['seen=999999999999.', {}],
  [`seen=18.${signed('17').split('.')[1]}`, {}],
  [';;=;=x; a', {}],
])('%s', (header, expected) => expect(readViewerCookies(header)).toEqual({ ...noCookies, ...expected }))

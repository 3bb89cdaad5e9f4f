import { expect, test } from 'vitest'
import { noCookies, readViewerCookies } from './viewer-cookies'

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
  ['theme=light; seen=17', { theme: 'light', lastEvent: 17 }],
  ['theme="><script>; seen=1e9', {}],
  ['seen=-1', {}],
  [';;=;=x; a', {}],
])('%s', (header, expected) => expect(readViewerCookies(header)).toEqual({ ...noCookies, ...expected }))

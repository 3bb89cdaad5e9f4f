import { config } from '@/platform/config'

/** Policies and headers of every answer. Why each: docs/security.md. */

const player = 'https://www.youtube-nocookie.com'

export const readerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  `frame-src ${player}`,
].join('; ')

const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Next reads the nonce from the request's header of the same name and puts it on its scripts and styles. */
export const studioPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${relaxed ? " 'unsafe-eval'" : ''}`,
    relaxed ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${relaxed ? ' ws: wss:' : ''}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `frame-src 'self' ${player}`,
  ].join('; ')

let relaxed = false
/** In development Next's own scripts stay on the page, and may do what hot reload needs. */
export const relaxForDevelopment = () => void (relaxed = true)

const devPolicy = `default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; frame-src ${player}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

// Few and well-known names: browsers warn about each that they do not know. What the video's player may do is said where it is opened.
const permissions = ['camera', 'geolocation', 'microphone', 'payment', 'usb'].map((name) => `${name}=()`).join(', ')

/** Headers that every answer has. */
export function commonHeaders(secure: boolean): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    // YouTube's player refuses to play for a page that does not say which site it is on.
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': permissions,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(secure && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  }
}

export const speculationPath = '/_lightstick/speculation.json'

/** Headers of a readers' page. */
export const pageHeaders = (secure: boolean): Record<string, string> => ({
  ...commonHeaders(secure),
  'Content-Security-Policy': relaxed ? devPolicy : readerPolicy,
  ...(!relaxed && { 'Speculation-Rules': `"${speculationPath}"` }),
})

/** Headers of a feed, a cover, a share image: other sites may show them; scripts in an SVG that is opened alone do nothing. */
export const fileHeaders = (secure: boolean): Record<string, string> => ({
  ...commonHeaders(secure),
  'Content-Security-Policy': filePolicy,
  'Cross-Origin-Resource-Policy': 'cross-origin',
})

/** Whether this site is served by https as far as the settings say. */
export const siteIsSecure = () => config.siteUrlIsSet && config.siteUrl.startsWith('https:')

/** Prefetches what the pointer rests on or a finger touches: articles and their entries, nothing that acts or is one's own. */
export const speculationRules = JSON.stringify({
  prefetch: [
    {
      source: 'document',
      where: {
        and: [
          { or: [{ href_matches: '/articles/*' }, { href_matches: '/articles/*/*' }, { href_matches: '/series/*' }] },
          { not: { href_matches: '/*\\?*' } },
          { not: { selector_matches: '[rel~=nofollow], [download], [target]' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
})

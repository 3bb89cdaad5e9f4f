import type { ServerResponse } from 'node:http'
import { config } from '@/platform/config'

/** Policies and headers of answers. docs/security.md says why each is there. */

// Without a scheme they are asked for by that of the page.
const players = 'www.youtube-nocookie.com player.vimeo.com'

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
  `frame-src ${players}`,
  // Every first visit pays for each of its bytes.
].join(';')

// A page loads several, so it says only what means something for a picture: it runs nothing, loads nothing and belongs to no origin.
const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
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
    `frame-src 'self' ${players}`,
  ].join('; ')

let relaxed = false
/** Development only: Next's own scripts stay on the page, and the policies let them do what hot reload needs. */
export const relaxPoliciesForDevelopment = () => void (relaxed = true)

const devPolicy = `default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; frame-src ${players}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

// Only well-known names: browsers print a warning for each name that they do not know. The video player's permissions stand where it is opened.
const permissions = ['camera', 'geolocation', 'microphone', 'payment', 'usb'].map((name) => `${name}=()`).join(', ')

/**
 * Headers of what a page loads: scripts, style sheets, fonts, pictures. What a document may do and who may hold its window means nothing for them, and would be
 * 170 bytes of each; their own requests take the default of Referrer-Policy, which is that of our pages.
 */
export const assetHeaders = (secure: boolean): Record<string, string> => ({
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...(secure && config.hsts && { 'Strict-Transport-Security': config.hsts }),
})

/** Headers that every other answer has. */
export function commonHeaders(secure: boolean): Record<string, string> {
  return {
    ...assetHeaders(secure),
    // YouTube's player, and a Vimeo video that only some sites may show, do not play on a page that hides which site it belongs to.
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': permissions,
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
}

export const speculationPath = '/_lightstick/speculation.json'

/** Headers of a readers' page. */
export const pageHeaders = (secure: boolean): Record<string, string> => ({
  ...commonHeaders(secure),
  'Content-Security-Policy': relaxed ? devPolicy : readerPolicy,
  ...(!relaxed && { 'Speculation-Rules': `"${speculationPath}"` }),
})

/** Headers of a page whose address is a secret, in the place of those that other pages have. */
export const secretHeaders: Record<string, string> = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow' }

/** Headers of a feed, a cover or a share image. Other sites may show them. Scripts in an SVG that is opened by itself cannot run. */
export const fileHeaders = (secure: boolean): Record<string, string> => ({
  ...assetHeaders(secure),
  'Content-Security-Policy': filePolicy,
  'Cross-Origin-Resource-Policy': 'cross-origin',
})

/**
 * Adds a Content-Security-Policy when the head is sent, unless the answer has one by then. It cannot be set earlier: Next keeps a header that is
 * already there, so the page of a refused form would get the policy for data, which allows no style sheet.
 */
export function setPolicyIfMissing(res: ServerResponse, policy: string): void {
  const writeHead = res.writeHead
  res.writeHead = function (this: ServerResponse, ...rest: unknown[]) {
    if (!this.hasHeader('content-security-policy')) this.setHeader('Content-Security-Policy', policy)
    return Reflect.apply(writeHead, this, rest)
  } as typeof res.writeHead
}

/** Tells browsers to prefetch links to articles, entries and series when the pointer rests on one, or a finger touches it. */
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

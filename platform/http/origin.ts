import { config } from '../config'
import { forbidden } from '../errors'
import { log } from '../log'

/**
 * Refuses a post that another site's page made. Browsers say so in `Sec-Fetch-Site` and `Origin`; a client with neither header
 * and no cookie is a program of the visitor's own and is allowed. Throws forbidden (403).
 */
export function refuseCrossSite(headers: Headers): void {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const refused = () => forbidden('This request came from another site. Open the page here and try again.')
  if (origin !== null) {
    if (!allowedOrigins(headers).includes(origin)) {
      sayOnce(origin, headers)
      throw refused()
    }
    return
  }
  if (site !== null) {
    if (site !== 'same-origin' && site !== 'none') throw refused()
    return
  }
  if (headers.has('cookie')) throw refused()
}

// Without SITE_URL every host name is accepted: a developer's phone reaches the site by an IP address.
function allowedOrigins(headers: Headers): string[] {
  if (config.siteUrlIsSet) return [config.siteUrl]
  const host = headers.get('host')
  return host ? [`http://${host}`, `https://${host}`] : []
}

let said = false
/** Once: most likely SITE_URL is not what readers type, or a proxy changes the Host, and then nobody can post anything. */
function sayOnce(origin: string, headers: Headers): void {
  if (said) return
  said = true
  log.warn(
    { origin: origin.slice(0, 200), allowed: allowedOrigins(headers) },
    'a post from another origin was refused (said once): when readers see this, SITE_URL is not the address that they use',
  )
}

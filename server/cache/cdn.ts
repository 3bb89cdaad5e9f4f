import { config } from '@/platform/config'
import { log } from '@/platform/log'

/** A shared cache before the fronts. */
export type Cdn = {
  /** Forgets every page that carries one of these keys. Never rejects. */
  purge: (keys: string[]) => void
}

const pause = 50
const mostTries = 6
const mostAtOnce = 200

/** The key that every page carries. */
export const everyPage = 'all'
/** The key of pages with more tags than fit into a header: every change purges them. */
export const anyChange = 'any-change'

/** The one that the settings name (docs/caching.md), or null. Fastly's interface for keys, which a Varnish is easily taught. */
export const configuredCdn = (): Cdn | null => (config.cdn.purgeUrl ? purgeByKey(config.cdn.purgeUrl, config.cdn.purgeHeader) : null)

/** Posts keys to `url` in a header `Surrogate-Key`, those of one moment together, and again for about a minute when it fails. */
export function purgeByKey(url: string, header: string | undefined, send: typeof fetch = fetch): Cdn {
  const waiting = new Set<string>()
  const [name, ...value] = (header ?? '').split(':')
  const secret = name && value.length > 0 ? { [name.trim()]: value.join(':').trim() } : {}
  const post = async (keys: string[], tries = 1): Promise<void> => {
    try {
      const answer = await send(url, { method: 'POST', headers: { ...secret, 'Surrogate-Key': keys.join(' ') }, signal: AbortSignal.timeout(10_000) })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`it answered ${answer.status}`)
    } catch (error) {
      log.error({ err: error, keys: keys.length, tries }, 'the shared cache could not be purged')
      if (tries < mostTries) setTimeout(() => void post(keys, tries + 1), 1000 * 2 ** (tries - 1)).unref()
    }
  }
  const flush = () => {
    const keys = waiting.has(everyPage) ? [everyPage] : [...waiting]
    waiting.clear()
    for (let at = 0; at < keys.length; at += mostAtOnce) void post(keys.slice(at, at + mostAtOnce))
  }
  return {
    purge(keys) {
      if (waiting.size === 0) setTimeout(flush, pause)
      for (const key of keys) waiting.add(key)
    },
  }
}

import { config } from '@/platform/config'
import { log } from '@/platform/log'

/** A shared cache between readers and the site. */
export type Cdn = {
  /** Makes it forget every page that has one of these keys. Never rejects. */
  purge: (keys: string[]) => void
}

/** Keys of this time go in one request. */
const gatherMs = 50
/** An older answer that was on its way while its keys were purged comes to the cache after them. So they are purged once more, this much later. */
const onceMoreMs = 1000
const maxTries = 6
const firstRetryMs = 1000
const requestTimeoutMs = 10_000
const maxKeysInRequest = 200

/** The key that every page has. */
export const everyPageKey = 'all'
/** The key of pages with more tags than fit into a header: every change purges them. */
export const anyChangeKey = 'any-change'

/** The CDN of the settings (docs/caching.md), or null. It speaks Fastly's purge by key, which Varnish can be taught in a few lines. */
export const configuredCdn = (): Cdn | null => (config.cdn.purgeUrl ? purgeByKey(config.cdn.purgeUrl, config.cdn.purgeHeader) : null)

/**
 * Purges by a POST to `url` with the keys in the header `Surrogate-Key`, and once more a second later. A request that fails is tried again after 1, 2, 4, 8
 * and 16 seconds.
 * `header`: one more header with the secret, as `Name: value`.
 */
export function purgeByKey(url: string, header: string | undefined, send: typeof fetch = fetch): Cdn {
  const waiting = new Set<string>()
  const [name, ...value] = (header ?? '').split(':')
  const secret = name && value.length > 0 ? { [name.trim()]: value.join(':').trim() } : {}
  const post = async (keys: string[], tries = 1): Promise<void> => {
    try {
      const answer = await send(url, {
        method: 'POST',
        headers: { ...secret, 'Surrogate-Key': keys.join(' ') },
        signal: AbortSignal.timeout(requestTimeoutMs),
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`it answered ${answer.status}`)
    } catch (error) {
      log.error({ err: error, keys: keys.length, tries }, 'the shared cache could not be purged')
      if (tries < maxTries) setTimeout(() => void post(keys, tries + 1), firstRetryMs * 2 ** (tries - 1)).unref()
    }
  }
  const flush = () => {
    const keys = waiting.has(everyPageKey) ? [everyPageKey] : [...waiting]
    waiting.clear()
    for (let at = 0; at < keys.length; at += maxKeysInRequest) {
      const some = keys.slice(at, at + maxKeysInRequest)
      void post(some)
      setTimeout(() => void post(some), onceMoreMs).unref()
    }
  }
  return {
    purge(keys) {
      if (waiting.size === 0) setTimeout(flush, gatherMs)
      for (const key of keys) waiting.add(key)
    },
  }
}

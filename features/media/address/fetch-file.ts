import dns from 'node:dns/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import https, { type RequestOptions } from 'node:https'
import net from 'node:net'
import { config } from '@/platform/config'
import { AppError, invalid, isAppError, tooLarge } from '@/platform/errors'
import { mediaLimits } from '../limits'
import { isPublicAddress } from './public-address'

/** How the network is reached; tests have one of their own. */
export type Network = {
  resolve: (host: string) => Promise<string[]>
  request: (url: URL, options: RequestOptions) => ClientRequest
  isPublic: (address: string) => boolean
  /** For all of it: names, redirects and the file. */
  timeoutMs: number
}

const internet: Network = {
  resolve: async (host) => (await dns.lookup(host, { all: true })).map(({ address }) => address),
  request: (url, options) => https.request(url, options),
  isPublic: isPublicAddress,
  timeoutMs: 30_000,
}

const maxRedirects = 3
const redirects = [301, 302, 303, 307, 308]
const limitWords = `This file has more than ${mediaLimits.bytes / 1_000_000} MB. Make the picture smaller and upload it.`
const notReached = (host: string) => invalid('This address gives no answer', { address: `${host} gives no answer. Save the picture and upload it.` })
const refused = (words: string) => invalid('The picture cannot be fetched', { address: words })
const tooSlow = () =>
  new AppError('unavailable', 'This address was too slow. Save the picture and upload it.', {
    fields: { address: 'It was too slow: save the picture and upload it' },
  })

/** What may be fetched: https, at its usual port, without a password in it. Throws invalid (422). */
export function readAddress(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw refused('This is no address: it begins with https://')
  const url = new URL(text, base)
  if (url.protocol !== 'https:') throw refused('Only addresses that begin with https:// are fetched')
  if (url.username || url.password || url.port) throw refused('An address with a password or a port is not fetched')
  return url
}

/** The file’s own name in its address. */
export function nameIn(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last).replaceAll(/\p{C}/gu, '').slice(0, mediaLimits.name)
  } catch {
    return ''
  }
}

/**
 * Reads the file at an address, piece by piece. Every name on the way, also those of redirects, is looked up once, all that it means must be public, and the connection goes to what was
 * looked at: a name that means something else a moment later leads nowhere. Throws AppErrors with words for whoever gave the address.
 */
export async function* fetchFile(url: URL, network: Network = internet): AsyncGenerator<Uint8Array> {
  const deadline = AbortSignal.timeout(network.timeoutMs)
  let answer: IncomingMessage | null = null
  let at = url
  try {
    for (let step = 0; ; step++) {
      answer = await ask(at, network, deadline)
      const { statusCode = 0, headers } = answer
      if (!redirects.includes(statusCode) || !headers.location) break
      answer.destroy()
      if (step >= maxRedirects) throw refused('This address leads from one to another without end')
      at = readAddress(headers.location, at)
    }
    check(answer, at)
    let bytes = 0
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > mediaLimits.bytes) throw tooLarge(limitWords)
      yield chunk
    }
  } catch (error) {
    if (isAppError(error)) throw error
    throw deadline.aborted ? tooSlow() : notReached(at.hostname)
  } finally {
    answer?.destroy()
  }
}

function check({ statusCode, headers }: IncomingMessage, { hostname }: URL): void {
  if (statusCode !== 200) throw refused(`${hostname} does not give it (it answers ${statusCode}). Save the picture and upload it.`)
  if (Number(headers['content-length'] ?? 0) > mediaLimits.bytes) throw tooLarge(limitWords)
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw refused(`${hostname} sends it packed. Save the picture and upload it.`)
}

async function ask(url: URL, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = net.isIP(host) ? [host] : await Promise.race([network.resolve(host), ended(signal)])
  const [address] = addresses
  if (!address || !addresses.every(network.isPublic)) throw refused('This address is not on the public internet, so it is not fetched')
  const found = { address, family: net.isIP(address) }
  return new Promise((resolve, reject) => {
    const request = network.request(url, {
      method: 'GET',
      headers: {
        accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
        'accept-encoding': 'identity',
        'user-agent': `${config.siteName} (fetches a picture for its writer)`,
      },
      // A connection of its own, to what was looked at.
      agent: false,
      lookup: (_host, { all }, done) => (all ? done(null, [found]) : done(null, found.address, found.family)),
      signal,
    })
    request.once('response', resolve)
    request.on('error', reject)
    request.end()
  })
}

const ended = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('too slow')), { once: true })
  })

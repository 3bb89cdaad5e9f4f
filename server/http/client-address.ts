import type { IncomingMessage } from 'node:http'
import net from 'node:net'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import { config } from '@/platform/config'
import { ConfigError } from '@/platform/config-error'

/** Who sent a request: the address, and whether it came by https. */
export type Client = { ip: string; secure: boolean }

type Range = ReturnType<typeof ipaddr.parseCIDR>

/** The named proxies, as addresses and CIDR ranges. Throws ConfigError for what is neither. */
export function trustedProxies(names: string[]): Range[] {
  return names.map((name) => {
    try {
      if (!net.isIP(name.split('/')[0] ?? '')) throw new Error('not an address')
      if (name.includes('/')) return ipaddr.parseCIDR(name)
      const address = ipaddr.process(name)
      return [address, address.kind() === 'ipv6' ? 128 : 32]
    } catch {
      throw new ConfigError(`TRUSTED_PROXIES must be addresses and ranges like 10.0.0.0/8 (it has “${name}”)`)
    }
  })
}

/** A hop of `X-Forwarded-For` can have a port: `192.0.2.1:80`, `[2001:db8::1]:80`. */
const withoutPort = (hop: string) =>
  hop
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')

type Hop = { ip: string; isTrusted: boolean }

const maxRememberedHops = 1000
/** Nobody who writes an address needs more. */
const maxRememberedLength = 64

/**
 * Reads hops into one spelling for each address (IPv6 in its shortest form, IPv4 within IPv6 as IPv4), because limits count by it, and says which belong to a
 * trusted proxy. Null for what is no address. The latest are remembered by what was written: this runs for every request.
 */
function makeHopReader(trusted: Range[]): (written: string) => Hop | null {
  const known = new LRUCache<string, Hop>({ max: maxRememberedHops })
  return (written) => {
    const hop = known.get(written)
    if (hop) return hop
    const address = withoutPort(written)
    if (!net.isIP(address)) return null
    const parsed = ipaddr.process(address)
    const isTrusted = trusted.some((range) => parsed.kind() === range[0].kind() && parsed.match(range))
    const read = { ip: parsed.toString(), isTrusted }
    if (written.length <= maxRememberedLength) known.set(written, read)
    return read
  }
}

/**
 * Makes the function that finds the client of a request: the last address in the chain of proxies that is not a trusted one. Nothing else that
 * `X-Forwarded-For` says is believed, because clients can write it themselves. (The package proxy-addr takes a last hop that is no address for the client.)
 */
export function makeClientOf(trusted: Range[]): (req: Pick<IncomingMessage, 'headers' | 'socket'>) => Client {
  const readHop = makeHopReader(trusted)
  const siteIsSecure = config.siteUrlIsSet && config.siteUrl.startsWith('https:')
  return (req) => {
    let hop = readHop(req.socket.remoteAddress ?? '127.0.0.1')
    if (!hop?.isTrusted) return { ip: hop?.ip ?? '127.0.0.1', secure: siteIsSecure }
    let { ip } = hop
    for (let rest = String(req.headers['x-forwarded-for'] ?? ''); hop?.isTrusted && rest;) {
      const at = rest.lastIndexOf(',')
      hop = readHop(rest.slice(at + 1))
      rest = at < 0 ? '' : rest.slice(0, at)
      if (hop) ip = hop.ip
    }
    return { ip, secure: siteIsSecure || lastOf(String(req.headers['x-forwarded-proto'] ?? '')) === 'https' }
  }
}

const lastOf = (list: string) => list.slice(list.lastIndexOf(',') + 1).trim()

const spoofable = /^(?:x-forwarded-|x-real-ip$|forwarded$|x-middleware-|x-invoke-|x-matched-path$|x-now-|x-vercel-|x-next-|cf-connecting-ip$|true-client-ip$)/

/** Removes from a request the headers that a client could have made up, and sets those that we know. Next reads them. */
export function setTrustedHeaders(req: IncomingMessage, client: Client): void {
  for (const name of Object.keys(req.headers)) if (spoofable.test(name)) delete req.headers[name]
  if (config.siteUrlIsSet) req.headers.host = new URL(config.siteUrl).host
  req.headers['x-forwarded-for'] = client.ip
  req.headers['x-forwarded-proto'] = client.secure ? 'https' : 'http'
  if (req.headers.host) req.headers['x-forwarded-host'] = req.headers.host
}

/** Whether a Host header has the form of a host. Pages never depend on it, but Next and programs behind us read it. */
export const isHost = (host: string | undefined) => host === undefined || /^(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.test(host)

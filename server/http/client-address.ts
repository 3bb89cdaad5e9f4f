import type { IncomingMessage } from 'node:http'
import net from 'node:net'
import { config, ConfigError } from '@/platform/config'

/** Who sent a request: the address, and whether it came by https. */
export type Client = { ip: string; secure: boolean }

const family = (address: string) => (net.isIPv6(address) ? 'ipv6' : 'ipv4')
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** The named proxies, as addresses and CIDR ranges. Throws ConfigError for what is neither. */
export function trustedProxies(names: string[]): net.BlockList {
  const list = new net.BlockList()
  for (const name of names) {
    const [address = '', bits] = name.split('/')
    const most = net.isIPv6(address) ? 128 : 32
    const length = bits === undefined ? most : Number(bits)
    if (!net.isIP(address) || !Number.isInteger(length) || length < 0 || length > most)
      throw new ConfigError(`TRUSTED_PROXIES must be addresses and ranges like 10.0.0.0/8 (it has “${name}”)`)
    list.addSubnet(address, length, family(address))
  }
  return list
}

/**
 * Makes the function that finds the client of a request: the last address in the chain of proxies that is not a trusted one. Nothing else that
 * `X-Forwarded-For` says is believed, because clients can write it themselves.
 */
export function makeClientOf(trusted: net.BlockList): (req: Pick<IncomingMessage, 'headers' | 'socket'>) => Client {
  const isTrusted = (address: string) => net.isIP(address) !== 0 && trusted.check(address, family(address))
  const hasTrusted = trusted.rules.length > 0
  const siteIsSecure = config.siteUrlIsSet && config.siteUrl.startsWith('https:')
  return (req) => {
    const remote = plain(req.socket.remoteAddress ?? '127.0.0.1')
    if (!hasTrusted || !isTrusted(remote)) return { ip: remote, secure: siteIsSecure }
    let ip = remote
    for (const hop of String(req.headers['x-forwarded-for'] ?? '')
      .split(',')
      .toReversed()) {
      const address = plain(hop.trim().replace(/^\[(.*)\](:\d+)?$/, '$1'))
      if (!net.isIP(address)) break
      ip = address
      if (!isTrusted(address)) break
    }
    const protocol = String(req.headers['x-forwarded-proto'] ?? '')
      .split(',')
      .at(-1)
      ?.trim()
    return { ip, secure: siteIsSecure || protocol === 'https' }
  }
}

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

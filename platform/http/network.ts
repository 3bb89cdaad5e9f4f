import net from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * The networks that an address belongs to, narrowest first, each in one spelling: what limits and judgements count by. The narrowest is an IPv4 address
 * as it is (within IPv6 as IPv4) or the /64 of an IPv6 address, which is one household; then come /24, /16, /8, and /48, /32, /16. Text that is no
 * address belongs to one network, so that nobody can make up more.
 */
export function networksOf(ip: string): [narrowest: string, wide: string, ...wider: string[]] {
  if (!net.isIP(ip)) return ['unknown', 'unknown']
  const address = ipaddr.process(ip)
  // From the numbers, not the text: the text of an IPv6 address leaves out zeros.
  const [parts, mark] = address instanceof ipaddr.IPv6 ? [address.parts.slice(0, 4).map((part) => part.toString(16)), ':'] : [address.octets.map(String), '.']
  const prefix = (length: number) => parts.slice(0, length).join(mark) + (length < parts.length ? mark : '')
  return [prefix(4), prefix(3), prefix(2), prefix(1)]
}

/** The narrowest of `networksOf`. */
export const networkOf = (ip: string): string => networksOf(ip)[0]

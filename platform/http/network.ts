import net from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * The network that rate limits and fingerprints count by: an IPv4 address as it is (within IPv6 as IPv4), the /64 of an IPv6 address, which is one
 * household. Text that is no address stays as it is.
 */
export function networkOf(ip: string): string {
  if (!net.isIPv6(ip)) return ip
  const address = ipaddr.process(ip)
  if (!(address instanceof ipaddr.IPv6)) return address.toString()
  // From the numbers, not the text: the text leaves out zeros.
  return address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')
}

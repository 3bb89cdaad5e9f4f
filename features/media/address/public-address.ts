import ipaddr from 'ipaddr.js'

const internet = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address is one of the public internet: none of this machine, of the network it stands in, or of what a cloud tells its machines (169.254.169.254). An IPv4 address
 * that is written as IPv6 is judged as what it is; one that is reached through another network's door (6to4, Teredo, 64:ff9b::/96) is refused, whatever is behind it.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' || address.match(internet)
}

import { splitAddresses } from '@/platform/text/addresses-in-text'

/** Where addresses of the web stand in a text as they were typed. */
export function addressesIn(text: string): { from: number; to: number }[] {
  if (!text.includes('://')) return []
  let from = 0
  return splitAddresses(text).flatMap(({ kind, text: part }) => {
    const reach = { from, to: from + part.length }
    from = reach.to
    return kind === 'address' ? [reach] : []
  })
}

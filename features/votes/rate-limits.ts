import type { Limit } from '@/platform/http/rate-limit'

/** Presses of one reader, whatever they do: generous, since people change their minds. */
export const presses: Limit = { act: 'vote', burst: 120, everySeconds: 1 }

/**
 * How many first votes of one network count within an hour without a second look, in all lists together; what exceeds it is kept aside. The area is the wider
 * network around it (/24, or /48 of IPv6), in which one person may have many addresses.
 */
export const crowd = { withinMs: 3_600_000, network: 30, area: 120 }

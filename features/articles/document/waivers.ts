import type { Waiver } from '../schema'

/** What a waived check is known by: one finding is waived once. */
export type Finding = Pick<Waiver, 'check' | 'at' | 'of'>

export const keyOfFinding = ({ check, at, of }: Finding): string => [check, at ?? '', of].join(' ')

/** In one order everywhere, whoever waived first: the same waivers are the same document. */
export function sortedWaivers(waivers: readonly Waiver[]): Waiver[] {
  const byKey = new Map(waivers.map((one) => [keyOfFinding(one), one]))
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** With this waiver under the key; without one when it is null. */
export const withWaiver = (waivers: readonly Waiver[], key: string, waiver: Waiver | null): Waiver[] =>
  sortedWaivers([...waivers.filter((one) => keyOfFinding(one) !== key), ...(waiver ? [waiver] : [])])

import type { RecordKind } from '@/features/records/schema'

/** Kinds that have pages: a video is shown where it is credited. */
export type PagedKind = Exclude<RecordKind, 'video'>

/** The index of each kind. */
export const indexOf = {
  person: { href: '/people', label: 'People' },
  group: { href: '/groups', label: 'Groups' },
  song: { href: '/songs', label: 'Songs' },
  place: { href: '/places', label: 'Places' },
} as const satisfies Record<PagedKind, { href: string; label: string }>

/** Entries on one page of a record. */
export const appearancesOfPage = 24

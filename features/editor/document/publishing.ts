import type { ListDocument } from '@/features/articles/schema'
import type { Comparison, EntryChange } from './compare'

type Known = {
  may: { publish: boolean }
  review: { state: 'open' | 'approved' | 'returned' } | null
  /** The versions that an editor has approved, of the draft and of what waits for its time. */
  approved: readonly number[]
}

/** What the writer does to bring this version of a list to its readers: publish it, ask for a review first, or wait for one. `saved`: the site has all of it. */
export function wayToReaders({ may, review, approved }: Known, { version, saved }: { version: number; saved: boolean }): 'publish' | 'ask' | 'wait' {
  if (may.publish || (approved.includes(version) && saved)) return 'publish'
  return review?.state === 'open' ? 'wait' : 'ask'
}

/** What is known of a list that goes to the trash: readers see it no more, and nothing waits for its time. */
export const inTrash = ({ wasPublished }: { wasPublished: boolean }) =>
  ({ state: wasPublished ? 'unpublished' : 'draft', publishedVersion: null, edition: null, scheduledFor: null, waiting: null }) as const

const verbs: Record<EntryChange['change'], string> = { added: 'added', removed: 'removed', moved: 'moved', changed: 'changed' }
const maxNamed = 6

/** What differs, in words for a line: `the title, “One” changed, “Two” removed`. */
export function changeWords({ fields, entries }: Comparison): string {
  const all = [
    ...fields.map((field) => (field === 'sections' ? 'sections' : `the ${field}`)),
    ...entries.map(({ heading, change }) => `${heading ? `“${heading}”` : 'an entry without a heading'} ${verbs[change]}`),
  ]
  const more = all.length - maxNamed
  return more > 0 ? `${all.slice(0, maxNamed).join(', ')} and ${more} more` : all.join(', ')
}

/** Whether two states of a list are the same for readers, as far as it is known at a glance: waived checks are none of theirs. */
export const isSameForReaders = (before: ListDocument, now: ListDocument): boolean =>
  before === now || (Object.keys(now) as (keyof ListDocument)[]).every((key) => key === 'waived' || before[key] === now[key])

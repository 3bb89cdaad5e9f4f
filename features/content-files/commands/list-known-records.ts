import { currentTime } from '@/platform/clock'
import { read } from '@/platform/db'
import { eventsAfter, newestEventId } from '@/platform/events/stored-events'
import { idsSince } from '@/platform/id'
import type { FileRecord } from '../format/records-file'
import { referenceTo } from '../format/reference'
import { exportRecords } from './export-records'

/**
 * Every record of the site as files have them: what a splitter recognises names by. Those in the trash only where what it proposes is made without a question (`trashed`): else a record
 * in the trash would be made anew, and written over.
 */
export const listKnownRecords = ({ trashed = false } = {}): Promise<FileRecord[]> => exportRecords(read, [], { all: true, trashed })

/** `upTo`: the newest event that they heed. */
type Kept = { records: readonly FileRecord[]; upTo: number; at: Date }

const keptMs = 60_000
let kept: Kept | null = null

/** Those in the trash too, for many posts one after the other: read once in a while, and in between only those that were added. */
export async function keepKnownRecords(): Promise<readonly FileRecord[]> {
  kept = (kept && (await withAdded(kept))) ?? { at: currentTime(), upTo: await newestEventId(), records: await listKnownRecords({ trashed: true }) }
  return kept.records
}

/** Null when it is too long ago, or when something has happened but that records were added. */
async function withAdded({ records, upTo, at }: Kept): Promise<Kept | null> {
  const age = currentTime().getTime() - at.getTime()
  if (age < 0 || age > keptMs) return null
  const events = await eventsAfter(upTo)
  const changes = events.filter(({ type }) => type.startsWith('record.'))
  if (changes.some(({ type, payload }) => type !== 'record.imported' || !('updated' in payload) || payload.updated > 0)) return null
  const since = changes.length === 0 ? [] : await read.record.findMany({ where: { id: { gte: idsSince(at) } }, select: { id: true } })
  const added = await exportRecords(read, since.map(({ id }) => id)) // prettier-ignore
  const all = added.length === 0 ? records : [...new Map([...records, ...added].map((one) => [referenceTo(one.kind, one.slug), one])).values()]
  // Another database may stand in the place of this one.
  if (all.length !== (await read.record.count({ where: { mergedIntoId: null } }))) return null
  return { records: all, upTo: events.at(-1)?.id ?? upTo, at }
}

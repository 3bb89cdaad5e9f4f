import type { RecordKind } from './schema'

/** The fields of records, series and authors, in the order of their forms. */
export const fieldLabels = {
  name: 'Name',
  title: 'Title',
  slug: 'Address',
  names: 'Other names',
  url: 'Address of the video',
  date: 'Date',
  latitude: 'Latitude',
  longitude: 'Longitude',
  parentId: 'Stands under',
  accountId: 'Account',
  description: 'Description',
  bio: 'About the author',
} as const

const parents: Record<RecordKind, string> = { person: 'Group', group: 'Stands under', song: 'Artist', place: 'Lies in', video: 'Song' }

/** What a field is called in a form and in its history; some are called otherwise for one kind of record. `kind`: null for a series or an author. */
export function labelOf(field: keyof typeof fieldLabels, kind: RecordKind | null): string {
  if (field === 'date' && (kind === 'person' || kind === 'group')) return 'Born or founded'
  return field === 'parentId' && kind !== null ? parents[kind] : fieldLabels[field]
}

/** What is said once a form is saved: with the names of the fields that somebody else had changed, which it shows now. */
export function savedWords(others: Readonly<Record<string, unknown>> | null, kind: RecordKind | null): string {
  const names = (Object.keys(fieldLabels) as (keyof typeof fieldLabels)[]).filter((key) => others && key in others).map((key) => `“${labelOf(key, kind)}”`)
  return names.length === 0 ? 'Saved' : `Saved. Somebody else had changed ${names.join(' and ')}, which you see here now.`
}

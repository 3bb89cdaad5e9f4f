import type { RecordKind } from './schema'

/** A page that names, shows or lists this record. */
export const recordTag = (recordId: string) => `record:${recordId}`
/** An index of all records of a kind. */
export const recordsTag = (kind: RecordKind) => `records:${kind}`

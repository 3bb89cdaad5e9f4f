import type { RecordKind } from './schema'

/** The tag of pages that name, show or list this record. */
export const recordTag = (recordId: string) => `record:${recordId}`
/** The tag of the index of a kind. */
export const recordsTag = (kind: RecordKind) => `records:${kind}`

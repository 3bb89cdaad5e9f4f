import type { SubjectKind } from './schema'

/** A page that names, shows or lists this record. */
export const subjectTag = (subjectId: string) => `subject:${subjectId}`
/** An index of all records of a kind. */
export const subjectsTag = (kind: SubjectKind) => `subjects:${kind}`

import { emptyDocument, type ListDocument } from '../schema'
import { mend } from './mend'
import { currentFormat, upgrade, upgradeSteps, type StoredDocument } from './upgrade'

const unreadable = (): ListDocument => ({
  ...emptyDocument('A list that cannot be read'),
  intro: 'What is kept of this list could not be read: its words and its entries are missing here. Its history may hold an edition that can.',
})

/** Whether anything of a stored document can be understood: an object that has a title, entries or sections. */
export const isReadable = (stored: unknown, steps = upgradeSteps): boolean => understood(stored, steps) !== null

/** Whether a stored document has a format that only a newer version of the code knows: writing it back would drop what that version keeps in it. */
export const isNewer = (stored: unknown): boolean =>
  typeof stored === 'object' && stored !== null && 'format' in stored && typeof stored.format === 'number' && stored.format > currentFormat

/**
 * The one way to read a stored document, of a draft or an edition: upgraded from its format, mended where it is broken, and never refused.
 * The rules for writing (`listDocument`) are for what is imported or published now; they say nothing about what was stored before them.
 * What cannot be understood at all becomes a document that opens and says so. See docs/decisions/0016-stored-documents.md.
 */
export function readDocument(stored: unknown): ListDocument {
  return readDocumentBy(upgradeSteps, stored)
}

/** The same with other steps than ours: tests plant a past format. */
export function readDocumentBy(steps: typeof upgradeSteps, stored: unknown): ListDocument {
  const document = understood(stored, steps)
  return document ? mend(document) : unreadable()
}

function understood(stored: unknown, steps: typeof upgradeSteps): StoredDocument | null {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return null
  const document = upgrade(stored as StoredDocument, steps)
  return typeof document.title === 'string' || Array.isArray(document.entries) || Array.isArray(document.sections) ? document : null
}

import { fromFormat1 } from './from-format-1'

/** A document as it was stored, by whatever version of the code: nothing about it is certain but that it is an object. */
export type StoredDocument = Record<string, unknown>

/** Makes a document of one format a document of the next one. It may throw: the document is then read as it stands. */
export type UpgradeStep = (document: StoredDocument) => StoredDocument

/** The format that this version of the code writes. */
export const currentFormat = 2

/**
 * By the format that each step reads. When the format changes: raise `currentFormat`, add the step in a file of its own beside this one
 * (`from-format-1.ts`), and keep a document of the past format in tests/fixtures/documents for ever.
 */
export const upgradeSteps: Readonly<Record<number, UpgradeStep>> = { 1: fromFormat1 }

/** The document in the current format, step by step. One without a format, or with a newer one than this code knows, is left as it is. */
export function upgrade(document: StoredDocument, steps = upgradeSteps): StoredDocument {
  if (typeof document.format !== 'number') return document
  let upgraded = document
  for (let format = document.format; format < currentFormat; format++) {
    const step = steps[format]
    if (!step) return upgraded
    try {
      upgraded = step(upgraded)
    } catch {
      return upgraded
    }
  }
  return upgraded
}

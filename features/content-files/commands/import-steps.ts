import type { Tx } from '@/platform/db'
import { plainText } from '@/platform/text/markdown'
import type { ContentFile } from '../format/content-folder'
import { parseList, type ParsedList } from '../format/parse-list'
import { parseRecords, type ParsedRecords } from '../format/parse-records'
import { importList, type ImportedList } from './import-list'
import type { ImportOptions } from './import-options'
import { importRecords, parentsFirst } from './import-records'
import { importSeriesAndAuthors } from './import-series-and-authors'

/** What came of a file so far. */
export type FileOutcome = { recordsAdded: number; recordsChanged: number; seriesAndAuthors: number; list: ImportedList | null }

export const noOutcome = (): FileOutcome => ({ recordsAdded: 0, recordsChanged: 0, seriesAndAuthors: 0, list: null })

/** Adds up what came of the steps of one file. */
export const addOutcome = (a: FileOutcome, b: FileOutcome): FileOutcome => ({
  recordsAdded: a.recordsAdded + b.recordsAdded,
  recordsChanged: a.recordsChanged + b.recordsChanged,
  seriesAndAuthors: a.seriesAndAuthors + b.seriesAndAuthors,
  list: b.list ?? a.list,
})

/** A part of a file that is small enough for one transaction: whoever writes beside it waits for no more than this. */
export type ImportStep = (tx: Tx) => Promise<FileOutcome>

/**
 * Records, or series and authors, in one transaction. A record takes a few statements, a list about as many as ten records. How many steps were done is
 * stored: a later version may make them smaller, which does some of them again, and not larger, which would leave some out.
 */
const recordsPerStep = 10

export const isRecordsFile = (name: string): boolean => /\.ya?ml$/i.test(name)

/** The steps in which a file is imported, always the same ones for the same text. Throws a `FormatError` with everything that is wrong with the text. */
export function stepsOf({ name, text }: ContentFile, options: ImportOptions): ImportStep[] {
  if (isRecordsFile(name)) return stepsOfRecords(parseRecords(text, name))
  const list = parseList(text, name)
  readProse(list)
  return [async (tx) => ({ ...noOutcome(), list: await importList(tx, list, options) })]
}

/** What is searched of a list is read from its prose in the transaction that publishes it. Read here before, it is known there: others wait half as long. */
function readProse({ list: { intro, outro, entries, sections } }: ParsedList): void {
  const parts = sections.flatMap((section) => [section, ...section.sections])
  for (const text of [intro, outro, ...parts.map(({ body }) => body)]) plainText(text)
  for (const { body, subheading } of [...entries, ...parts.flatMap((part) => part.entries)]) [body, subheading].forEach(plainText)
}

/** Parents before what stands below them, so that no step leaves a record without its parent. */
export function stepsOfRecords({ records, series, authors, file, lineOf }: ParsedRecords): ImportStep[] {
  const ofRecords = chunks(parentsFirst(records), recordsPerStep).map((some): ImportStep => async (tx) => {
    const { created, updated } = await importRecords(tx, { records: some, file, lineOf })
    return { ...noOutcome(), recordsAdded: created.length, recordsChanged: updated.length }
  })
  const beside = [
    ...chunks(series, recordsPerStep).map((some) => ({ series: some, authors: [], file, lineOf })),
    ...chunks(authors, recordsPerStep).map((some) => ({ series: [], authors: some, file, lineOf })),
  ]
  return [...ofRecords, ...beside.map((some): ImportStep => async (tx) => ({ ...noOutcome(), seriesAndAuthors: await importSeriesAndAuthors(tx, some) }))]
}

const chunks = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))

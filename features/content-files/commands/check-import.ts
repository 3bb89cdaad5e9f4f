import { setImmediate as nextTurn } from 'node:timers/promises'
import { rehearse } from '@/platform/db/rehearse'
import type { ContentFile } from '../format/content-folder'
import { readList, type ReadList } from '../format/parse-list'
import { parseRecords, readRecords, type NamedRecords } from '../format/parse-records'
import { picturesIn, type NamedPicture } from '../format/notes-on-prose'
import { FormatError, gatherProblems, type Problem } from '../format/problems'
import { referenceTo } from '../format/reference'
import { findFaultsOfRecords } from './import-records'
import type { ImportOptions } from './import-options'
import { findMoreProblems, missingPictures } from './list-faults'
import { addOutcome, isRecordsFile, noOutcome, stepsOf, stepsOfRecords, type FileOutcome, type ImportStep } from './import-steps'

/** What would come of files: of records first, as they are imported. */
export type CheckedImport = {
  files: { file: ContentFile; outcome: FileOutcome }[]
  /** What readers may not see as it was meant, by file and line. */ notes: Problem[]
}

/** Bytes of drafts, editions, entries, credits and the index of words of a list, for each byte of its file. */
const bytesPerByte = 12

/**
 * Finds out what would come of files, and keeps nothing of it: nobody waits meanwhile. Of what was read only the texts stay in memory. Throws a `FormatError`
 * with the faults of all files, and a conflict over edits that nobody published. `step` is told how many files were tried.
 */
export async function checkImport(files: readonly ContentFile[], options: ImportOptions, step: (done: number) => void = () => {}): Promise<CheckedImport> {
  const { faults, notes: remarks, brokenLists, brokenRecords, pictures } = readFiles(files)
  const recordsAreWhole = brokenRecords.length === 0
  const inBroken = brokenRecords.flatMap(({ records }) => records.map(({ kind, slug }) => referenceTo(kind, slug)))
  const growth = bytesPerByte * files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  // What else can be known is found out also when a text has faults: whoever mends it hears all at once.
  const { tried, problems, ...found } = await rehearse(
    async (run) => {
      const tried: CheckedImport['files'] = []
      const problems: Problem[] = []
      const notes: Problem[] = []
      const gather = (steps: (() => Promise<void>)[]) =>
        gatherProblems(steps).catch((error: unknown) => {
          if (!(error instanceof FormatError)) throw error
          problems.push(...error.problems)
        })
      const take = async (file: ContentFile, steps: ImportStep[]) => {
        let outcome = noOutcome()
        // Readers vote on a list that is there, and publishing counts for the records, the series and the authors of a list, which others change too. What is left
        // to the end is rows that are new.
        for (const one of steps)
          outcome = addOutcome(outcome, await run(one, ({ list }) => list !== null && (list.draft !== 'created' || list.published || list.scheduled !== null)))
        tried.push({ file, outcome })
        // SQLite answers at once: without this a process that does anything else beside it would not come to it.
        await nextTurn()
        step(tried.length)
      }
      // Lists credit records: without them all would seem to be wrong.
      await gather(
        files
          .filter((file) => isRecordsFile(file.name) && !faults.has(file))
          .map((file) => async () => {
            const parsed = parseRecords(file.text, file.name)
            const found = await run((tx) => findFaultsOfRecords(tx, parsed, inBroken))
            notes.push(...found.notes)
            if (found.problems.length > 0) throw new FormatError(found.problems)
            // What stands below a record that cannot be read cannot be tried.
            if (recordsAreWhole) await take(file, stepsOfRecords(parsed))
          }),
      )
      for (const named of brokenRecords) {
        const found = await run((tx) => findFaultsOfRecords(tx, named, inBroken))
        problems.push(...found.problems)
        notes.push(...found.notes)
      }
      if (problems.length > 0 || !recordsAreWhole) return { tried, problems, notes }
      await gather(files.filter((file) => !isRecordsFile(file.name) && !faults.has(file)).map((file) => () => take(file, stepsOf(file, options)))) // prettier-ignore
      // Where a list is published without them that is refused; a draft may wait for its pictures, and an entry that has left its list is shown without.
      const told = pictures.filter(({ id, isRemoved }) => (!options.publish || isRemoved) && !options.coming?.has(id))
      if (told.length > 0) notes.push(...(await run((tx) => missingPictures(tx, told))))
      for (const list of brokenLists) problems.push(...(await run((tx) => findMoreProblems(tx, list, options))))
      return { tried, problems, notes }
    },
    { growth },
  ).catch((error: unknown) => {
    if (faults.size === 0) throw error
    // Why the rest could not be tried is of no use to whoever has a text to mend.
    return { tried: [], problems: [], notes: [] }
  })
  const notes = [...found.notes, ...remarks]
  const all = files.flatMap((file) => [...(faults.get(file) ?? []), ...problems.filter((one) => one.file === file.name)])
  if (all.length > 0) {
    const wrong = new Set(all.map(({ file }) => file))
    throw new FormatError(all, notes.filter(({ file }) => wrong.has(file))) // prettier-ignore
  }
  return { files: tried, notes }
}

type ReadFiles = {
  faults: Map<ContentFile, Problem[]>
  notes: Problem[]
  brokenLists: ReadList[]
  brokenRecords: NamedRecords[]
  /** What their texts show of this site. */
  pictures: (NamedPicture & { file: string })[]
}

/** Reads each file, and keeps what there is to say about it: of those with faults all that was read, of others nothing. */
function readFiles(files: readonly ContentFile[]): ReadFiles {
  const read: ReadFiles = { faults: new Map(), notes: [], brokenLists: [], brokenRecords: [], pictures: [] }
  const slugs = new Map<string, string>()
  for (const file of files) {
    const { name, text } = file
    if (isRecordsFile(name)) {
      const { named, problems } = readRecords(text, name)
      if (problems.length > 0) {
        read.faults.set(file, problems)
        read.brokenRecords.push(named)
      }
      continue
    }
    const list = readList(text, name)
    const slug = list.rest.slug ?? ''
    const other = slugs.get(slug)
    const problems = [...list.problems, ...(other ? [{ file: name, line: list.lineOf(['slug']), message: `${other} has the address “${slug}” too` }] : [])]
    if (slug !== '' && !other) slugs.set(slug, name)
    if (problems.length > 0) {
      read.faults.set(file, problems)
      read.brokenLists.push(list)
    }
    read.notes.push(...list.notes.map((note) => ({ file: name, ...note })))
    read.pictures.push(...picturesIn(list.rest, list.lineOf).map((one) => ({ file: name, ...one })))
  }
  return read
}

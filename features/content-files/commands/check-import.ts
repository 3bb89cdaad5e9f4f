import { setImmediate as nextTurn } from 'node:timers/promises'
import { rehearse } from '@/platform/db/rehearse'
import type { ContentFile } from '../format/content-folder'
import { parseList } from '../format/parse-list'
import { parseRecords } from '../format/parse-records'
import { FormatError, gatherProblems, type Problem } from '../format/problems'
import { refuseLostParents } from './import-records'
import type { ImportOptions } from './import-list'
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
  const notes = await readFiles(files)
  const growth = bytesPerByte * files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const tried = await rehearse(
    async (run) => {
      const tried: CheckedImport['files'] = []
      const take = async (file: ContentFile, steps: ImportStep[]) => {
        let outcome = noOutcome()
        // Readers vote on a list that is there, and publishing counts for the records, the series and the authors of a list, which others change too. What is left
        // to the end is rows that are new.
        for (const one of steps) outcome = addOutcome(outcome, await run(one, ({ list }) => list !== null && (list.draft !== 'created' || list.published)))
        tried.push({ file, outcome })
        // SQLite answers at once: without this a process that does anything else beside it would not come to it.
        await nextTurn()
        step(tried.length)
      }
      // Lists credit records: without them all would seem to be wrong.
      await gatherProblems(
        files
          .filter(({ name }) => isRecordsFile(name))
          .map((file) => async () => {
            const parsed = parseRecords(file.text, file.name)
            await run((tx) => refuseLostParents(tx, parsed))
            await take(file, stepsOfRecords(parsed))
          }),
      )
      await gatherProblems(files.filter(({ name }) => !isRecordsFile(name)).map((file) => () => take(file, stepsOf(file, options)))) // prettier-ignore
      return tried
    },
    { growth },
  )
  return { files: tried, notes }
}

/** Reads each file, and keeps what there is to say about it. Throws a `FormatError` with everything that is wrong with the texts. */
async function readFiles(files: readonly ContentFile[]): Promise<Problem[]> {
  const notes: Problem[] = []
  const slugs = new Map<string, string>()
  await gatherProblems(
    files.map(({ name, text }) => () => {
      if (isRecordsFile(name)) return void parseRecords(text, name)
      const list = parseList(text, name)
      const other = slugs.get(list.list.slug)
      if (other) throw new FormatError([{ file: name, line: list.lineOf(['slug']), message: `${other} has the address “${list.list.slug}” too` }])
      slugs.set(list.list.slug, name)
      notes.push(...list.notes.map((note) => ({ file: name, ...note })))
    }),
  )
  return notes
}

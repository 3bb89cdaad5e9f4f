import { write } from '@/platform/db'
import { importRecords } from '@/features/subjects/commands/import-records'
import { parseRecords } from '@/features/subjects/format/parse-records'
import { FormatError, type Problem } from '@/features/subjects/format/problems'
import type { ContentFile } from '../format/content-folder'
import { parseList } from '../format/parse-list'
import { importList, type ImportedList, type ImportOptions } from './import-list'
import { importShelves } from './import-shelves'

export type ImportedContent = { recordsAdded: number; recordsChanged: number; shelves: number; lists: ImportedList[] }

/**
 * Imports files of content: shared records, series and profiles first (`*.yaml`), then lists (`*.md`). All of it is one transaction: when one file is
 * refused, nothing of any file stays. Throws a `FormatError` with the faults of all files.
 */
export async function importContent(files: readonly ContentFile[], options: ImportOptions = {}): Promise<ImportedContent> {
  const problems: Problem[] = []
  const read = <T>(some: readonly ContentFile[], parse: (text: string, file: string) => T): T[] =>
    some.flatMap(({ text, name }) => tried(() => [parse(text, name)], problems) ?? [])
  const records = read(files.filter(isRecords), parseRecords)
  const lists = read(
    files.filter((file) => !isRecords(file)),
    parseList,
  )
  if (problems.length > 0) throw new FormatError(problems)

  return write(async (tx) => {
    const done: ImportedContent = { recordsAdded: 0, recordsChanged: 0, shelves: 0, lists: [] }
    for (const file of records) {
      const { created, updated } = await importRecords(tx, file)
      done.recordsAdded += created.length
      done.recordsChanged += updated.length
      done.shelves += await importShelves(tx, file)
    }
    for (const list of lists) done.lists.push(await importList(tx, list, options))
    return done
  })
}

const isRecords = ({ name }: ContentFile) => /\.ya?ml$/i.test(name)

function tried<T>(run: () => T, problems: Problem[]): T | null {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    problems.push(...error.problems)
    return null
  }
}

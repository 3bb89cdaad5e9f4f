import { currentTime } from '@/platform/clock'
import { jsonOf, read, write, type Db } from '@/platform/db'
import { AppError } from '@/platform/errors'
import { log } from '@/platform/log'
import type { ContentFile } from '../format/content-folder'
import type { Problem } from '../format/problems'
import { carryOnLeftImports, carryOut, outcomesOf, type Carrying } from './carry-out-import'
import { checkImport, type CheckedImport } from './check-import'
import type { ImportedList } from './import-list'
import type { ImportOptions } from './import-options'
import { addOutcome, noOutcome, type FileOutcome } from './import-steps'
import { acceptImport, deleteImport, listAccepted, listLeftImports, stageImport } from './stage-import'

export type ImportedContent = {
  recordsAdded: number
  recordsChanged: number
  seriesAndAuthors: number
  lists: ImportedList[]
  /** What readers may not see as it was meant, by file and line. */ notes: Problem[]
  /** What was changed here between the check and the import, and was therefore left as it is: lines for whoever imports. */ left: string[]
}

/** How far an import is: files that were checked, and then carried out. */
export type ImportProgress = (phase: 'check' | 'import', done: number, all: number) => void

export type ContentOptions = ImportOptions & {
  /** Say what would be done, and keep nothing of it. */
  rehearse?: boolean
  progress?: ImportProgress
}

/**
 * Imports files of content: shared records, series and authors first (`*.yaml`), then lists (`*.md`). All of it is checked first, and when one file is
 * refused, nothing of any file stays: throws a `FormatError` with the faults of all files. Then it is kept, accepted in one commit, and carried out in steps
 * that readers and writers need not wait for; from that commit on it is carried out to its end, by the running site if this process ends.
 */
export async function importContent(files: readonly ContentFile[], { rehearse = false, progress, ...options }: ContentOptions = {}): Promise<ImportedContent> {
  // What an earlier import began is part of what this one finds.
  if (!rehearse) await completeEarlier()
  const accepted = await listAccepted(read)
  const checked = await checkImport(files, options, (done) => progress?.('check', done, files.length))
  const changing = checked.files.filter(({ outcome }) => changesSomething(outcome)).map(({ file }) => file)
  if (rehearse || changing.length === 0) return summary(checked.files, checked.notes)
  const importId = await stageImport(changing, options)
  try {
    await write((tx) => acceptImport(tx, importId, accepted))
  } catch (error) {
    await deleteImport(importId)
    throw error
  }
  return finish(importId, changing, checked, { step: (done, all) => progress?.('import', done, all) })
}

/** Without it an older file could be written over a newer one: so this import ends when an earlier one does not. */
async function completeEarlier(): Promise<void> {
  // Outside of the try: a database that cannot be read is no earlier import.
  if ((await listLeftImports(read, { alsoLiving: true })).unfinished.length === 0) return
  try {
    await carryOnLeftImports({ alsoLiving: true })
  } catch (error) {
    log.error({ err: error }, 'an earlier import could not be completed')
    throw new AppError('unavailable', `An earlier import could not be completed, so nothing of this one was done. Try again. (${(error as Error).message})`)
  }
}

const markOf = (name: string) => ({ name: `loaded:${name}` })

/** True when content was imported under this name, or was skipped because the database had articles. */
export const wasLoaded = async (db: Db, name: string) => (await db.setting.findUnique({ where: markOf(name), select: { name: true } })) !== null

/**
 * Imports content into a database that has no article and was never filled under this name; null when it has, or was.
 * Of two processes that start together one does it: the mark is written in the commit that accepts the import.
 */
export async function importContentOnce(files: readonly ContentFile[], name: string, options: ImportOptions = {}): Promise<ImportedContent | null> {
  const checked = (await read.article.count()) === 0 ? await checkUnlessLoaded(files, name, options) : null
  const all = checked?.files.map(({ file }) => file) ?? []
  const importId = checked && (await stageImport(all, options))
  const accepted = await write(async (tx) => {
    if (await wasLoaded(tx, name)) return false
    const empty = importId !== null && (await tx.article.count()) === 0
    await tx.setting.create({ data: { ...markOf(name), value: { at: currentTime().toISOString(), empty, importId: empty ? importId : null } } })
    if (empty) await acceptImport(tx, importId)
    return empty
  })
  if (checked && importId && accepted) return finish(importId, all, checked, { alone: true })
  if (importId) await deleteImport(importId)
  return null
}

/** On PostgreSQL a check may meet what another process, which was first, has just begun to write: then there is nothing more to do. */
async function checkUnlessLoaded(files: readonly ContentFile[], name: string, options: ImportOptions): Promise<CheckedImport | null> {
  try {
    return await checkImport(files, options)
  } catch (error) {
    if (await wasLoaded(read, name)) return null
    throw error
  }
}

/** Carries out what an earlier start accepted under this name and was killed before it was complete. */
export async function completeLoaded(name: string): Promise<void> {
  const mark = await read.setting.findUnique({ where: markOf(name), select: { value: true } })
  const importId = mark && jsonOf<{ importId?: string | null }>(mark.value).importId
  if (importId) await carryOut(importId, { alone: true })
}

/** Carries out what was accepted, and says what came of all files: of those that change nothing, what the check said. */
async function finish(importId: string, staged: readonly ContentFile[], { files, notes }: CheckedImport, carrying: Carrying): Promise<ImportedContent> {
  await carryOut(importId, carrying)
  const carried = await outcomesOf(importId)
  await deleteImport(importId)
  const of = new Map(carried.map((one, position) => [staged[position], one]))
  return summary(
    files.map(({ file, outcome }) => of.get(file) ?? { outcome }),
    notes,
    carried.flatMap(({ left }) => left),
  )
}

const changesSomething = ({ recordsAdded, recordsChanged, seriesAndAuthors, list }: FileOutcome): boolean =>
  recordsAdded + recordsChanged + seriesAndAuthors > 0 || (list !== null && (list.draft !== 'unchanged' || list.published || list.scheduled !== null))

function summary(files: readonly { outcome: FileOutcome }[], notes: Problem[], left: string[] = []): ImportedContent {
  const { list: _, ...records } = files.map(({ outcome }) => outcome).reduce(addOutcome, noOutcome())
  return { ...records, lists: files.flatMap(({ outcome: { list } }) => (list ? [list] : [])), notes, left }
}

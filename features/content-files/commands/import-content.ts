import { currentTime } from '@/platform/clock'
import { write, type Db, type Tx } from '@/platform/db'
import { importRecords } from './import-records'
import { parseRecords, type ParsedRecords } from '../format/parse-records'
import { FormatError, gatherProblems, type Problem } from '../format/problems'
import type { ContentFile } from '../format/content-folder'
import { parseList, type ParsedList } from '../format/parse-list'
import { importList, type ImportedList, type ImportOptions } from './import-list'
import { importSeriesAndAuthors } from './import-series-and-authors'

export type ImportedContent = {
  recordsAdded: number
  recordsChanged: number
  seriesAndAuthors: number
  lists: ImportedList[]
  /** What readers may not see as it was meant, by file and line. */ notes: Problem[]
}

export type ContentOptions = ImportOptions & {
  /** Do everything, say what was done, and keep nothing of it. */
  rehearse?: boolean
}

/** Thrown to undo a rehearsal; carries what would have been done. */
class Rehearsed extends Error {
  constructor(readonly done: ImportedContent) {
    super('Rehearsed')
  }
}

/**
 * Imports files of content: shared records, series and authors first (`*.yaml`), then lists (`*.md`). All of it is one transaction: when one file is
 * refused, nothing of any file stays. Throws a `FormatError` with the faults of all files.
 */
export async function importContent(files: readonly ContentFile[], { rehearse = false, ...options }: ContentOptions = {}): Promise<ImportedContent> {
  const parsed = await parseContent(files)
  try {
    return await write(async (tx) => {
      const done = await importParsed(tx, parsed, options)
      if (rehearse) throw new Rehearsed(done)
      return done
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.done
    throw error
  }
}

const markOf = (name: string) => ({ name: `loaded:${name}` })

/** True when content was imported under this name, or was skipped because the database had articles. */
export const wasLoaded = async (db: Db, name: string) => (await db.setting.findUnique({ where: markOf(name), select: { name: true } })) !== null

/**
 * Imports content into a database that has no article and was never filled under this name; null when it has, or was.
 * Of two processes that start together one does it: the mark is written in the same transaction.
 */
export async function importContentOnce(files: readonly ContentFile[], name: string, options: ImportOptions = {}): Promise<ImportedContent | null> {
  const parsed = await parseContent(files)
  return write(async (tx) => {
    if (await wasLoaded(tx, name)) return null
    const empty = (await tx.article.count()) === 0
    await tx.setting.create({ data: { ...markOf(name), value: { at: currentTime().toISOString(), empty } } })
    return empty ? importParsed(tx, parsed, options) : null
  })
}

type Parsed = { records: ParsedRecords[]; lists: ParsedList[] }

async function parseContent(files: readonly ContentFile[]): Promise<Parsed> {
  const parsed: Parsed = { records: [], lists: [] }
  const slugs = new Map<string, string>()
  await gatherProblems(
    files.map(({ name, text }) => () => {
      if (/\.ya?ml$/i.test(name)) return void parsed.records.push(parseRecords(text, name))
      const list = parseList(text, name)
      const other = slugs.get(list.list.slug)
      if (other) throw new FormatError([{ file: name, line: list.lineOf(['slug']), message: `${other} has the address “${list.list.slug}” too` }])
      slugs.set(list.list.slug, name)
      parsed.lists.push(list)
    }),
  )
  return parsed
}

async function importParsed(tx: Tx, { records, lists }: Parsed, options: ImportOptions): Promise<ImportedContent> {
  const done: ImportedContent = { recordsAdded: 0, recordsChanged: 0, seriesAndAuthors: 0, lists: [], notes: [] }
  for (const file of records) {
    const { created, updated } = await importRecords(tx, file)
    done.recordsAdded += created.length
    done.recordsChanged += updated.length
    done.seriesAndAuthors += await importSeriesAndAuthors(tx, file)
  }
  done.notes = lists.flatMap(({ file, notes }) => notes.map((note) => ({ file, ...note })))
  done.lists = await gatherProblems(lists.map((list) => () => importList(tx, list, options)))
  return done
}

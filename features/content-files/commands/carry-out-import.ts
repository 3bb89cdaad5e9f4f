import { z } from 'zod'
import { currentTime } from '@/platform/clock'
import { countRowsAnew, jsonOf, read, write, type Tx } from '@/platform/db'
import { isUniqueViolation } from '@/platform/db/unique-violation'
import { isAppError } from '@/platform/errors'
import { log } from '@/platform/log'
import { makePace } from '@/platform/pace'
import type { ContentFile } from '../format/content-folder'
import { FormatError } from '../format/problems'
import type { ImportOptions } from './import-options'
import { addOutcome, noOutcome, stepsOf, type FileOutcome, type ImportStep } from './import-steps'
import { deleteImport, listLeftImports } from './stage-import'

/** What came of a file, and why something of it was left: it changed here after it was checked. */
export type CarriedFile = { outcome: FileOutcome; left: string[] }

// Other versions may have written these: what they did not know is as if it were not asked for, or had not happened.
const optionsShape = z.object({ publish: z.boolean().catch(false), force: z.boolean().catch(false), accountId: z.string().nullable().catch(null) })
const list = z.object({
  slug: z.string(),
  articleId: z.string(),
  draft: z.enum(['created', 'changed', 'unchanged']).catch('unchanged'),
  published: z.boolean().catch(false),
  scheduled: z.coerce.date().nullable().catch(null),
  note: z.string().nullable().catch(null),
})
const count = z.number().catch(0)
const outcomeShape = z.object({
  recordsAdded: count,
  recordsChanged: count,
  seriesAndAuthors: count,
  list: list.nullable().catch(null),
  left: z.array(z.string()).catch([]),
})

export type Carrying = {
  signal?: AbortSignal
  /** Is told how many files of how many are done. */
  step?: (done: number, all: number) => void
  /** Nobody can be waiting: the site has not begun to answer. */
  alone?: boolean
}

/**
 * Carries an accepted import out to its end, a step in each transaction, which also says how far it came: so it may be ended at any moment and gone on with
 * by anybody, also by two at once. What cannot be done any more, because it was changed here since it was checked, is left and told.
 */
export async function carryOut(importId: string, { signal, step = () => {}, alone = false }: Carrying = {}): Promise<void> {
  const found = await read.contentImport.findUnique({ where: { id: importId }, select: { options: true, acceptedAt: true, doneAt: true } })
  if (!found?.acceptedAt || found.doneAt) return
  const options = optionsShape.parse(jsonOf(found.options))
  const all = await read.contentImportFile.count({ where: { importId } })
  const rest = alone ? () => {} : makePace()
  let after = -1
  for (;;) {
    const file = await read.contentImportFile.findFirst({ where: { importId, doneAt: null, position: { gt: after } }, orderBy: { position: 'asc' } })
    if (!file) break
    const steps = readSteps(file, options)
    for (let going = true; going;) {
      signal?.throwIfAborted()
      going = await takeStep(importId, file.position, steps)
      await rest(signal)
    }
    after = file.position
    step(after + 1, all)
  }
  await write((tx) => tx.contentImport.updateMany({ where: { id: importId, doneAt: null }, data: { doneAt: currentTime() } }))
  // It is complete all the same where this is refused.
  if (all >= manyFiles) await countRowsAnew().catch((error: unknown) => log.warn({ err: error }, 'the rows of an import could not be counted'))
}

/** From so many files on an import changes what the database should think of its tables. */
const manyFiles = 20

/** A newer version may refuse a text that an older one accepted: then it is left, by its only step. */
function readSteps(file: ContentFile, options: ImportOptions): ImportStep[] {
  try {
    return stepsOf(file, options)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return [() => Promise.reject(error)]
  }
}

/** Takes the next step of a file. False when it was the last. */
async function takeStep(importId: string, position: number, steps: ImportStep[], triesLeft = 3): Promise<boolean> {
  try {
    return await write((tx) => inStep(tx, importId, position, steps, (step) => step(tx).then((outcome) => ({ outcome, left: [] }))))
  } catch (error) {
    // Somebody made meanwhile what it was making: now that is there to be found.
    if (isUniqueViolation(error) && triesLeft > 0) return takeStep(importId, position, steps, triesLeft - 1)
    const left = error instanceof FormatError ? error.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`) : whyLeft(error)
    if (!left) throw error
    return await write((tx) => inStep(tx, importId, position, steps, async () => ({ outcome: noOutcome(), left })))
  }
}

async function inStep(tx: Tx, importId: string, position: number, steps: ImportStep[], take: (step: ImportStep) => Promise<CarriedFile>) {
  const where = { importId_position: { importId, position } }
  const row = await tx.contentImportFile.findUnique({ where, select: { step: true, doneAt: true, outcome: true } })
  if (!row || row.doneAt) return false
  const before = outcomeShape.parse(jsonOf(row.outcome))
  const next = steps[row.step]
  const { outcome, left } = next ? await take(next) : { outcome: noOutcome(), left: [] }
  const isLast = row.step + 1 >= steps.length
  await tx.contentImportFile.update({
    where,
    data: {
      step: row.step + 1,
      outcome: { ...addOutcome(before, outcome), left: [...before.left, ...left] } as object,
      ...(isLast && { doneAt: currentTime(), text: '' }),
    },
  })
  await tx.contentImport.update({ where: { id: importId }, data: { touchedAt: currentTime() } })
  return !isLast
}

/** Why a step is not possible any more; null for what may be possible later. */
function whyLeft(error: unknown): string[] | null {
  if (isAppError(error) && error.code !== 'unavailable') return [error.message]
  return isUniqueViolation(error) ? ['Something else has one of its addresses now'] : null
}

/** What came of the files of an import, in their order. */
export async function outcomesOf(importId: string): Promise<CarriedFile[]> {
  const rows = await read.contentImportFile.findMany({ where: { importId }, orderBy: { position: 'asc' }, select: { outcome: true } })
  return rows.map(({ outcome: stored }) => {
    const { left, ...outcome } = outcomeShape.parse(jsonOf(stored))
    return { outcome, left }
  })
}

/**
 * Goes on with imports whose process ended, and deletes what is over: a job of the running site. An import does it first, with those that seem to be under
 * way as well (`alsoLiving`): else an older file could be written over a newer one.
 */
export async function carryOnLeftImports({ signal, alsoLiving }: { signal?: AbortSignal; alsoLiving?: boolean } = {}): Promise<void> {
  const { unfinished, over } = await listLeftImports(read, { alsoLiving })
  const errors: unknown[] = []
  for (const importId of unfinished) {
    signal?.throwIfAborted()
    try {
      await carryOut(importId, { signal })
      for (const { left } of await outcomesOf(importId)) if (left.length > 0) log.warn({ importId, left }, 'a part of an import was left')
      log.info({ importId }, 'an import that was interrupted is complete')
    } catch (error) {
      // One that cannot be completed does not keep the others.
      errors.push(error)
    }
  }
  for (const importId of over) {
    signal?.throwIfAborted()
    await deleteImport(importId)
  }
  if (errors.length > 0) throw errors[0]
}

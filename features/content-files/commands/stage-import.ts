import { currentTime, nowMs } from '@/platform/clock'
import { write, type Db, type Tx } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { newId } from '@/platform/id'
import type { ContentFile } from '../format/content-folder'
import type { ImportOptions } from './import-options'
import { noOutcome } from './import-steps'

/** Kept in one transaction: a few milliseconds of writing. */
const bytesTogether = 200_000
const filesTogether = 50

/**
 * Keeps the texts of files in the database, in slices, and returns the id of the import that they make. Until it is accepted (`acceptImport`) nothing of it
 * counts: one that was left by a process that ended is deleted later.
 */
export async function stageImport(files: readonly ContentFile[], { publish = false, force = false, accountId = null }: ImportOptions): Promise<string> {
  const importId = newId()
  await write((tx) => tx.contentImport.create({ data: { id: importId, options: { publish, force, accountId }, touchedAt: currentTime() } }))
  for (let start = 0; start < files.length;) {
    const rows: { importId: string; position: number; name: string; text: string; outcome: object }[] = []
    for (let bytes = 0; start < files.length && bytes < bytesTogether && rows.length < filesTogether; start++) {
      const { name, text } = files[start]!
      rows.push({ importId, position: start, name, text, outcome: { ...noOutcome() } })
      bytes += Buffer.byteLength(text)
    }
    await write(async (tx) => {
      await tx.contentImportFile.createMany({ data: rows })
      await tx.contentImport.update({ where: { id: importId }, data: { touchedAt: currentTime() } })
    })
  }
  return importId
}

/** Imports that were accepted and are still kept. */
export const listAccepted = async (db: Db): Promise<string[]> =>
  (await db.contentImport.findMany({ where: { acceptedAt: { not: null } }, select: { id: true } })).map(({ id }) => id)

/**
 * From this commit on the import is carried out to its end, whatever becomes of the process. Throws a conflict when another import was accepted than those that
 * were (`accepted`) when this one began to be checked: it was checked against what was there before. No clock says which: one may have been set back since.
 */
export async function acceptImport(tx: Tx, importId: string, accepted?: readonly string[]): Promise<void> {
  const other = accepted && (await listAccepted(tx)).find((id) => id !== importId && !accepted.includes(id))
  if (other) throw conflict('Another import was begun while this one was checked, so nothing of this one was done. Run it again.')
  await tx.contentImport.update({ where: { id: importId }, data: { acceptedAt: currentTime(), touchedAt: currentTime() } })
}

/** Deletes an import that is over, or that was not accepted. */
export async function deleteImport(importId: string): Promise<void> {
  for (;;) {
    const left = await write(async (tx) => {
      const rows = await tx.contentImportFile.findMany({ where: { importId }, select: { position: true }, orderBy: { position: 'asc' }, take: filesTogether })
      await tx.contentImportFile.deleteMany({ where: { importId, position: { in: rows.map(({ position }) => position) } } })
      if (rows.length < filesTogether) await tx.contentImport.deleteMany({ where: { id: importId } })
      return rows.length === filesTogether
    })
    if (!left) return
  }
}

/** A process that carries an import out writes to it more often than this. */
const aliveMs = 60_000
const unacceptedMs = 3_600_000
const overMs = 86_400_000

/**
 * Imports that are to be gone on with, the oldest first, and such as are to be deleted. `alsoLiving`: those too that another process seems to be carrying out.
 * A time that lies ahead was written before the clock was set back: it is as long ago as any.
 */
export async function listLeftImports(db: Db, { alsoLiving = false } = {}): Promise<{ unfinished: string[]; over: string[] }> {
  const notWithin = (field: 'touchedAt' | 'doneAt', ms: number) => ({
    OR: [{ [field]: { lt: new Date(nowMs() - ms) } }, { [field]: { gt: new Date(nowMs() + ms) } }],
  })
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
  const query = { select: { id: true }, orderBy: { acceptedAt: 'asc' } } as const
  const left = alsoLiving ? {} : notWithin('touchedAt', aliveMs)
  const [unfinished, over] = await Promise.all([
    db.contentImport.findMany({ where: { acceptedAt: { not: null }, doneAt: null, ...left }, ...query }),
    db.contentImport.findMany({ where: { OR: [{ acceptedAt: null, ...notWithin('touchedAt', unacceptedMs) }, notWithin('doneAt', overMs)] }, ...query }),
  ])
  return { unfinished: ids(unfinished), over: ids(over) }
}

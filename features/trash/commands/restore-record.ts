import { accountOfChange } from '@/features/records/commands/account-of-change'
import { takeFromTrash, trashKey } from '@/features/records/commands/take-from-trash'
import { write } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'

/** Takes a record out of the trash, with what it stands under; `withIt` are the names of that. One that is not there stays as it is. */
export async function restoreRecord(actor: Actor, { id }: { id: string }): Promise<{ withIt: string[] }> {
  return write(
    async (tx) => {
      await accountOfChange(tx, actor)
      const record = await tx.record.findUnique({ where: { id }, select: { mergedIntoId: true } })
      if (!record) throw notFound('There is no such record')
      if (record.mergedIntoId) throw conflict('It was merged into another record. Undo that in the history of the other one')
      const others = (await takeFromTrash(tx, [id])).filter((one) => one !== id)
      const rows = await tx.record.findMany({ where: { id: { in: others } }, select: { name: true }, orderBy: { name: 'asc' } })
      return { withIt: rows.map(({ name }) => name) }
    },
    { lock: trashKey },
  )
}

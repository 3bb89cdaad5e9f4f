import { write } from '@/platform/db'
import { announce } from '@/platform/outbox'
import { accountTag } from '../tags'

/** Changes the name that one's comments carry from now on, and tells the pages that show it. */
export async function changeName(accountId: string, { name }: { name: string }): Promise<void> {
  await write(async (tx) => {
    const { count } = await tx.account.updateMany({ where: { id: accountId, name: { not: name } }, data: { name } })
    if (count > 0) await announce(tx, { type: 'account.renamed', tags: [accountTag(accountId)], payload: { accountId } })
  })
}

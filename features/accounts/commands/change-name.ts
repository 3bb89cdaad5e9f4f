import { write } from '@/platform/db'
import { announce } from '@/platform/outbox'

/** Changes the name of an account, for its future comments. Comments that exist keep their name, so no page changes. */
export async function changeName(accountId: string, { name }: { name: string }): Promise<void> {
  await write(async (tx) => {
    const { count } = await tx.account.updateMany({ where: { id: accountId, name: { not: name } }, data: { name } })
    if (count > 0) await announce(tx, { type: 'account.renamed', tags: [], payload: { accountId } })
  })
}

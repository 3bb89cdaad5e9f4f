import { write } from '@/platform/db'

/** Changes the name of an account, for its future comments. Comments that exist keep their name, so no page changes. */
export async function changeName(accountId: string, { name }: { name: string }): Promise<void> {
  await write(async (tx) => {
    await tx.account.updateMany({ where: { id: accountId, name: { not: name } }, data: { name } })
  })
}

import { write } from '@/platform/db'

/** Changes the name that one's comments carry from now on. */
export async function changeName(accountId: string, { name }: { name: string }): Promise<void> {
  await write(async (tx) => {
    await tx.account.updateMany({ where: { id: accountId, name: { not: name } }, data: { name } })
  })
}

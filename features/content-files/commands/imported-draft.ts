import type { Tx } from '@/platform/db'

/** Which save version of a draft an import wrote: such a draft is in a file, so a later import may write over it. */
const settingOf = (articleId: string) => `imported:${articleId}`

export async function writeImported(tx: Tx, articleId: string, draftVersion: number): Promise<void> {
  const name = settingOf(articleId)
  await tx.setting.upsert({ where: { name }, create: { name, value: draftVersion }, update: { value: draftVersion } })
}

export async function wasImported(tx: Tx, articleId: string, draftVersion: number): Promise<boolean> {
  const setting = await tx.setting.findUnique({ where: { name: settingOf(articleId) } })
  return setting?.value === draftVersion
}

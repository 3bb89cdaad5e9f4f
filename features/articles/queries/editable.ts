import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { visibleTo } from '../policy'

/** Of these lists, the ids of those that this writer may edit. */
export async function listEditable(actor: Actor, articleIds: string[]): Promise<string[]> {
  return (await read.article.findMany({ where: { AND: [{ id: { in: articleIds } }, visibleTo(actor)] }, select: { id: true } })).map(({ id }) => id)
}

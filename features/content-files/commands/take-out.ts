import { loadOwnArticle } from '@/features/articles/commands/load-article'
import { mayEdit } from '@/features/articles/policy'
import { read } from '@/platform/db'
import { conflict, forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayTakeOut } from '../policy'
import { exportArchive, type ExportedArchive } from './export-archive'

/** How many lists are taken out in the studio at most: their texts, some 12 KB each, are in memory together. */
const maxLists = 2000

/** The whole site as `lightstick export --all --archive` writes it: every list's draft, every record, every picture. For those who may bring one in. */
export async function takeOutSite(actor: Actor): Promise<ExportedArchive> {
  if (!mayTakeOut(actor)) throw forbidden('Only admins and owners take the whole site out')
  const count = await read.article.count({ where: { trashedAt: null } })
  if (count > maxLists)
    throw conflict(
      `There are ${count} lists here, and at most ${maxLists} are taken out in the studio: on the machine of the site, “lightstick export --all --archive site.tar” takes all`,
    )
  return exportArchive('all', { records: 'all' })
}

/** One list as a file, its draft, with what it names and shows. For whoever may edit it. */
export async function takeOutList(actor: Actor, articleId: string): Promise<ExportedArchive & { slug: string }> {
  const { slug } = await loadOwnArticle(read, actor, articleId, mayEdit)
  return { slug, ...(await exportArchive([slug])) }
}

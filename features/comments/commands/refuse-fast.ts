import { read } from '@/platform/db'
import { tooMany } from '@/platform/errors'
import { networkMarks, type Actor } from '@/platform/http/request'
import { isTrusted } from '../policy'
import { spanWords } from '../talk-notes'

type Said = { articleId: string; body: string; now: Date; /** On this list, and on the whole site; 0: none. */ list: number; site: number }

/**
 * Slow mode: throws too_many (429) when this reader said something so short a time ago, also what they took back. A guest who has no cookie (any more) is known by their network and
 * browser. The same words once more are let through: a form that is sent twice is one comment.
 */
export async function refuseFast(actor: Actor, { articleId, body, now, list, site }: Said): Promise<void> {
  const longest = Math.max(list, site)
  if (longest === 0 || isTrusted(actor)) return
  const { network } = networkMarks(actor.ip)
  const rows = await read.comment.findMany({
    where: {
      ...(actor.readerId ? { readerId: actor.readerId } : { network, fingerprint: actor.fingerprint }),
      ...(list > site ? (site === 0 ? { articleId } : {}) : {}),
      createdAt: { gt: new Date(now.getTime() - longest * 1000), lte: now },
    },
    orderBy: { createdAt: 'desc' },
    take: 30,
    select: { articleId: true, body: true, createdAt: true },
  })
  if (rows.some((row) => row.articleId === articleId && row.body === body)) return
  const waits = rows.map((row) => ((row.articleId === articleId ? longest : site) * 1000 - (now.getTime() - row.createdAt.getTime())) / 1000)
  const wait = Math.ceil(Math.max(0, ...waits))
  if (wait > 0)
    throw tooMany(
      `${list > site ? 'On this list' : 'On this site'} each reader may post one comment in ${spanWords(longest)}: send it again in ${spanWords(wait)}`,
      wait,
    )
}

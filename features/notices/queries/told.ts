import type { Prisma } from '@/prisma/generated/sqlite/client'
import { commentPath } from '@/features/comments/addresses'
import { isRead } from '@/features/moderation/policy'
import { read, type Db } from '@/platform/db'
import { saidIn } from '../said-in'
import type { Told } from '../mails'
import type { Why } from '../schema'

const maxTold = 200

/** What a mail says of these notices, the oldest first; of those whose comment and list everybody sees. */
export async function listTold(where: Prisma.NoticeWhereInput, db: Db = read): Promise<Told[]> {
  const rows = await db.notice.findMany({
    where: { ...where, out: false },
    orderBy: { id: 'asc' },
    take: maxTold,
    select: {
      id: true,
      why: true,
      article: { select: { slug: true, title: true, state: true, trashedAt: true } },
      comment: { select: { id: true, threadId: true, name: true, body: true, state: true } },
    },
  })
  return rows.flatMap(({ id, why, article, comment }) => {
    if (!isRead(article) || (comment && comment.state !== 'visible')) return []
    const href = comment ? commentPath({ slug: article.slug }, comment.id) : `/articles/${article.slug}`
    const said = { who: comment?.name ?? null, words: comment && saidIn(comment.body), threadId: comment?.threadId ?? null }
    return [{ id, why: why as Why, ...said, title: article.title, href }]
  })
}

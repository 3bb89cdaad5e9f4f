import { z } from 'zod'
import { currentTime } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { closingEveryMs } from '../closing-times'

/** Three rounds: one may come late. What is told twice is only drawn again. */
const lookBackMs = 3 * closingEveryMs
const together = 500
/** Lists that were first published until `at` have been told that they are closed after so many days. */
const closed = z.object({ days: z.number(), at: z.iso.datetime() })

type Closing = {
  /** Under which name it is kept how far this has come. */
  setting: string
  /** After so many days from their first publication on they close. */
  days: number
  event: 'conversation.closed' | 'voting.closed'
  tagOf: (articleId: string) => string
}

/**
 * Draws the pages of lists anew whose time has come to its end: of all since the last round, however long ago that was. Until then what comes too late is refused with a word. Another number
 * of days makes all pages anew by itself.
 */
export async function tellClosed({ setting, days, event, tagOf }: Closing): Promise<void> {
  const end = currentTime().getTime() - days * 86_400_000
  const stored = closed.safeParse((await read.setting.findUnique({ where: { name: setting } }))?.value).data
  const last = stored?.days === days ? Math.min(Date.parse(stored.at), end) : end
  let told = 0
  for (let [after, more] = ['', true]; more;) {
    const over = await read.article.findMany({
      where: { state: 'published', firstPublishedAt: { gt: new Date(last - lookBackMs), lte: new Date(end) }, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: together,
      select: { id: true },
    })
    const articleIds = over.map(({ id }) => id)
    if (articleIds.length > 0) await write((tx) => announce(tx, event, { articleIds }, { tags: articleIds.map(tagOf) }))
    told += over.length
    after = over.at(-1)?.id ?? ''
    more = over.length === together
  }
  if (told === 0 && stored?.days === days) return
  const value = { days, at: new Date(end).toISOString() }
  await write((tx) => tx.setting.upsert({ where: { name: setting }, create: { name: setting, value }, update: { value } }))
}

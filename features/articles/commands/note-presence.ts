import type { z } from 'zod'
import { currentTime, nowMs } from '@/platform/clock'
import { write } from '@/platform/db'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import { presences } from '../rate-limits'
import type { presenceInput } from '../schema'
import { holdsMs, notPresent } from '../presence-times'
import { loadOwnArticle, writerOf } from './load-article'

/** Tabs of one account that are known at once; the one that has been silent for longest is forgotten first. */
export const maxTabsOfOne = 20

/** Notes that a writer has a list open in a tab, and where in it; or that the tab has left. Throws what `loadOwnArticle` throws. */
export async function notePresence(actor: Actor, { id: articleId, tab, place, left }: z.output<typeof presenceInput>): Promise<void> {
  const { id: accountId } = writerOf(actor)
  await limitId(presences, accountId)
  await write(async (tx) => {
    if (left) return void (await tx.presence.deleteMany({ where: { accountId, tab } }))
    await loadOwnArticle(tx, actor, articleId, mayEdit)
    const until = new Date(nowMs() + holdsMs)
    const key = { accountId, tab }
    await tx.presence.deleteMany({ where: { accountId, ...notPresent() } })
    await tx.presence.upsert({
      where: { accountId_tab: key },
      create: { ...key, articleId, place, since: currentTime(), until },
      update: { articleId, place, until },
    })
    const tooMany = await tx.presence.findMany({ where: { accountId }, orderBy: { until: 'desc' }, skip: maxTabsOfOne, select: { tab: true } })
    if (tooMany.length > 0) await tx.presence.deleteMany({ where: { accountId, tab: { in: tooMany.map((one) => one.tab) } } })
  })
}

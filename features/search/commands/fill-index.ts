import { z } from 'zod'
import { namesToFind, writeNameForms } from '@/features/records/commands/write-name-forms'
import { jsonOf, lockRows, read, write } from '@/platform/db'
import { makePace } from '@/platform/pace'
import { indexArticle } from './index-article'
import { indexAuthor, indexSeries, numberOfPage } from './index-page'

/** Grows with each change of what the index holds: then all of it is written anew. */
const indexVersion = 2

const steps = ['records', 'series', 'authors', 'lists'] as const
const progress = z.object({ version: z.number(), step: z.enum([...steps, 'done']), after: z.string() })
type Progress = z.infer<typeof progress>

const settingName = 'search'
const perBatch = 50
// After so many it is remembered how far it came.
const listsPerBatch = 10

async function readProgress(): Promise<Progress> {
  const row = await read.setting.findUnique({ where: { name: settingName } })
  const known = progress.safeParse(row && jsonOf(row.value)).data
  return known?.version === indexVersion ? known : { version: indexVersion, step: 'records', after: '' }
}

/**
 * Writes the index of what was there before it: after the migration that brought it, and after a version that keeps it otherwise. In small pieces, each
 * its own transaction, so that nobody waits; what was done is remembered, so a run that was ended is gone on with. Does nothing when all is there.
 */
export async function fillIndex(signal?: AbortSignal): Promise<void> {
  const rest = makePace()
  for (let at = await readProgress(); at.step !== 'done'; at = await readProgress()) {
    signal?.throwIfAborted()
    const after = await fillers[at.step](at.after, () => rest(signal))
    const next = after === null ? { step: [...steps, 'done' as const][steps.indexOf(at.step) + 1]!, after: '' } : { step: at.step, after }
    const value = { version: indexVersion, ...next }
    await write((tx) => tx.setting.upsert({ where: { name: settingName }, create: { name: settingName, value }, update: { value } }))
    await rest(signal)
  }
}

/** Begins anew, and goes on to the end. */
export async function refillIndex(signal?: AbortSignal): Promise<void> {
  await write((tx) => tx.setting.deleteMany({ where: { name: settingName } }))
  await fillIndex(signal)
}

/** Does some of one step, after what was done before, and says how far it came; null when there is no more. */
const fillers: Record<(typeof steps)[number], (after: string, rest: () => Promise<void>) => Promise<string | null>> = {
  records: async (after) => {
    const rows = await read.record.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: perBatch, select: { id: true } })
    const ids = rows.map(({ id }) => id)
    await write(async (tx) => {
      // Whoever renames or merges one of them meanwhile does so before, and is read here, or after.
      await lockRows(tx, 'Subject', ids)
      const records = await tx.record.findMany({
        where: { id: { in: ids } },
        orderBy: { id: 'asc' },
        select: { id: true, kind: true, name: true, slug: true, mergedIntoId: true, names: { select: { name: true } } },
      })
      // A merged record is found by none of its names: what it leads to has them.
      for (const one of records) await writeNameForms(tx, one.kind, one.id, one.mergedIntoId ? [] : namesToFind(one))
    })
    return ids.at(-1) ?? null
  },
  series: async (after) => {
    const rows = await read.series.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: perBatch, select: { id: true } })
    for (const { id } of rows) await write((tx) => indexSeries(tx, id))
    return rows.at(-1)?.id ?? null
  },
  authors: async (after) => {
    const rows = await read.author.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: perBatch, select: { id: true } })
    for (const { id } of rows) await write((tx) => indexAuthor(tx, id))
    return rows.at(-1)?.id ?? null
  },
  // In the order in which they were published: newer ones get higher numbers, and are found first.
  lists: async (after, rest) => {
    const [time = '', last = ''] = after.split(' ')
    const from = time ? { OR: [{ firstPublishedAt: { gt: new Date(time) } }, { firstPublishedAt: new Date(time), id: { gt: last } }] } : {}
    const rows = await read.article.findMany({
      where: { state: 'published', firstPublishedAt: { not: null }, ...from },
      orderBy: [{ firstPublishedAt: 'asc' }, { id: 'asc' }],
      take: listsPerBatch,
      select: { id: true, firstPublishedAt: true },
    })
    // In order: the numbers that they get are those of their age.
    await write(async (tx) => {
      for (const { id } of rows) await numberOfPage(tx, 'list', id)
    })
    // One after the other: those that are written at once are one commit on SQLite, which nobody else can write beside.
    for (const { id } of rows) {
      await write((tx) => indexArticle(tx, id), { lock: `article:${id}` })
      await rest()
    }
    const end = rows.at(-1)
    return end ? `${end.firstPublishedAt!.toISOString()} ${end.id}` : null
  },
}

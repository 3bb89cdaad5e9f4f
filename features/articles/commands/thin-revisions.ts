import { nowMs, currentTime } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { AppError } from '@/platform/errors'
import { contentAfter, documentOf, wholeContent, wholeEach, type RevisionContent } from '../document/revision-content'
import { readSummary } from '../document/revision-summary'
import { allKept, hourlyKept, toThinOut } from '../document/thin-out'
import { peopleOf } from '../queries/revisions'
import type { ListDocument } from '../schema'

const fields = { version: true, kind: true, endedAt: true, startedAt: true, people: true, depth: true, size: true, name: true, replaced: true } as const
const listRows = (articleId: string) => read.draftRevision.findMany({ where: { articleId }, orderBy: { version: 'asc' }, select: fields })
type Row = Awaited<ReturnType<typeof listRows>>[number]
type Rewritten = RevisionContent & { version: number; people: (string | null)[]; startedAt: Date }

/**
 * Takes out of a list's history what is too much of it (see `toThinOut`). What stands behind a gap is made anew of what is before the gap, and tells what the
 * work in the gap was too.
 */
export async function thinRevisions(articleId: string): Promise<void> {
  const rows = await listRows(articleId)
  const gone = toThinOut(rows, currentTime())
  const rewritten = gone.size > 0 ? await closeGaps(articleId, rows, gone) : []
  const before = (ms: number) => ({ lt: new Date(nowMs() - ms) })
  await write(
    async (tx) => {
      const versions = [...gone]
      for (let start = 0; start < versions.length; start += 500) {
        const some = versions.slice(start, start + 500)
        const { count } = await tx.draftRevision.deleteMany({ where: { articleId, version: { in: some }, name: null, replaced: false } })
        // One has a name by now, or was thinned out by another process. All stays as it was, until the next time.
        if (count < some.length) throw new AppError('conflict', 'The history changed meanwhile')
      }
      for (const { version, ...data } of rewritten) await tx.draftRevision.update({ where: { articleId_version: { articleId, version } }, data })
      await tx.draftRevision.updateMany({ where: { articleId, thinned: { lt: 2 }, endedAt: before(hourlyKept) }, data: { thinned: 2 } })
      await tx.draftRevision.updateMany({ where: { articleId, thinned: 0, endedAt: before(allKept) }, data: { thinned: 1 } })
    },
    { lock: `article:${articleId}` },
  )
}

/** What stands right behind something that goes. Reads each revision once, and holds two documents at a time. */
async function closeGaps(articleId: string, rows: readonly Row[], gone: ReadonlySet<number>): Promise<Rewritten[]> {
  const rewritten: Rewritten[] = []
  let document: ListDocument | null = null
  let stands: { document: ListDocument; depth: number } | null = null
  let gap: Row[] = []
  const first = rows.findIndex(({ version }) => gone.has(version))
  const begin = rows.findLastIndex(({ depth }, index) => depth === 0 && (index < first || index === 0))
  for (const row of rows.slice(begin)) {
    const { content } = await read.draftRevision.findUniqueOrThrow({
      where: { articleId_version: { articleId, version: row.version } },
      select: { content: true },
    })
    document = await documentOf([{ depth: row.depth, content }], document)
    if (gone.has(row.version)) {
      gap.push(row)
      continue
    }
    let { depth } = row
    if (gap.length > 0) {
      // A whole one went, or this is one: what comes after it counts its steps from here.
      const isWhole = [row, ...gap].some((one) => one.depth === 0)
      const made: RevisionContent = stands
        ? await contentAfter({ document: stands.document, depth: isWhole ? wholeEach : stands.depth }, document)
        : await wholeContent(document, readSummary({}))
      depth = made.depth
      const people = [...new Set([...gap, row].flatMap((one) => peopleOf(one.people)))]
      rewritten.push({ ...made, version: row.version, people, startedAt: gap[0]!.startedAt })
    }
    stands = { document, depth }
    gap = []
  }
  return rewritten
}

import { createHmac } from 'node:crypto'
import { getStaffNames } from '@/features/accounts/queries/staff-names'
import { nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { countRowsAnew, read, write } from '@/platform/db'
import { idOf } from '@/platform/id'
import { isBelievable, nameOf, wordsOf } from '../format/clean-comment'
import type { MapRule } from '../format/map-lines'
import { orderThreads } from '../format/order-threads'
import type { SourceComment, SourceFile, SourceKind } from '../format/source'
import { entryOfOwn, findList, type FoundList } from '../queries/find-list'
import { findImported, storeImported, type Planned, type SliceResult } from './store-imported'

/** So many in one transaction: a running site’s writers wait no longer than for this. */
const sliceSize = 300

export type ImportOptions = {
  kind: SourceKind
  map?: readonly MapRule[]
  /** What this source is called, where comments of several sources of one kind are brought here. */
  site?: string
  check?: boolean
  progress?: (done: number, of: number) => void
}
/** What became of each comment of the file. `left`: left out, with the reason; `changed`: brought here, but not as they were. */
export type ImportReport = SliceResult & {
  total: number
  lists: { slug: string; comments: number }[]
  unmatched: { thread: string; comments: number }[]
  left: Record<string, number>
  changed: Record<string, number>
}

type Matched = SourceComment & { to: FoundList }

/**
 * Brings the comments of an export here. What is here already stays as it is, so it can be run again: after it was interrupted, or with a newer export. With `check` nothing
 * is written, and neither is when a comment has the number of another that is here (`clashes`): half of a file would be worse than none of it. Throws UnreadableFile when
 * the map names what is not here.
 */
export async function importComments({ comments }: SourceFile, { kind, map = [], site = '', check = false, progress }: ImportOptions): Promise<ImportReport> {
  const report: ImportReport = { total: comments.length, stored: 0, here: 0, clashes: 0, lists: [], unmatched: [], left: {}, changed: {} }
  const count = (what: Record<string, number>, reason: string, by = 1) => void (by > 0 && (what[reason] = (what[reason] ?? 0) + by))
  const matched = await matchAll(withIds(comments, count, report), map, report, count)
  const plan = await planner(kind, site, count, report)
  const lists = [...Map.groupBy(matched, ({ to }) => to.articleId)].map(([articleId, ofList]) => ({
    articleId,
    slug: ofList[0]!.to.slug,
    planned: plan(ofList),
  }))
  report.lists = lists.map(({ slug, planned }) => ({ slug, comments: planned.length }))
  const slices = lists.flatMap(({ articleId, planned }) =>
    Array.from({ length: Math.ceil(planned.length / sliceSize) }, (_, n) => ({ articleId, slice: planned.slice(n * sliceSize, (n + 1) * sliceSize) })),
  )
  for (const { slice } of slices) {
    const { here, clashes } = await findImported(read, slice)
    report.here += here
    report.clashes += clashes
  }
  const most = slices.reduce((sum, { slice }) => sum + slice.length, 0)
  if (check) report.stored = most - report.here
  if (check || report.clashes > 0) return report
  report.here = 0
  let done = 0
  for (const { articleId, slice } of slices) {
    const result = await write((tx) => storeImported(tx, articleId, slice), { lock: `comments:${articleId}` })
    report.stored += result.stored
    report.here += result.here
    report.clashes += result.clashes
    progress?.((done += slice.length), most)
  }
  if (report.stored > 0) await countRowsAnew()
  return report
}

type Count = (what: Record<string, number>, reason: string, by?: number) => void

function withIds(comments: readonly SourceComment[], count: Count, { left }: ImportReport): SourceComment[] {
  const byId = new Map<string, SourceComment>()
  for (const comment of comments) {
    if (comment.id === '') count(left, 'without a number of their own')
    else if (byId.has(comment.id)) count(left, 'twice in the file')
    else byId.set(comment.id, comment)
  }
  return [...byId.values()]
}

async function matchAll(comments: SourceComment[], map: readonly MapRule[], report: ImportReport, count: Count): Promise<Matched[]> {
  const matched: Matched[] = []
  for (const [thread, all] of Map.groupBy(comments, (comment) => comment.thread)) {
    const ofThread = map.some(({ matches }) => matches(thread)) ? all : all.filter(({ isUnlisted }) => !isUnlisted)
    count(report.left, 'on pages that the old site did not show to everyone (name such a page in the map to bring its comments)', all.length - ofThread.length)
    if (ofThread.length === 0) continue
    const to = await findList(thread, map)
    if (to === 'unknown') report.unmatched.push({ thread: thread || '(no address)', comments: ofThread.length })
    else if (to === 'refused') count(report.left, 'on pages that the map leaves out', ofThread.length)
    else {
      const entries = await entryOfOwn(to, ofThread)
      for (const comment of ofThread) matched.push({ ...comment, to: { ...to, entryId: (comment.entry && entries.get(comment.entry)) || to.entryId } })
    }
  }
  report.unmatched.sort((a, b) => b.comments - a.comments)
  return matched
}

const sayingStates = ['visible', 'pending', 'hidden']
const leftReasons = {
  spam: 'spam',
  ping: 'notices of links (pingbacks, trackbacks)',
  unknown: 'of a type or a state that is not known here',
  deleted: 'deleted, and nobody answered',
} as const

/** What makes rows of the comments of one list. */
async function planner(kind: SourceKind, site: string, count: Count, { left, changed }: ImportReport): Promise<(comments: readonly Matched[]) => Planned[]> {
  const staff = await getStaffNames(null)
  const now = nowMs()
  const source = site === '' ? kind : `${kind}:${site}`
  const secret = config.secret('imported readers')
  const readerOf = (person: string) => idOf(createHmac('sha256', secret).update(`${source} ${person}`).digest('hex'))
  return (comments) => {
    const words = new Map(comments.map((comment) => [comment, wordsOf(comment)]))
    const { placed, orphans, rings, dropped } = orderThreads(comments, (one) => sayingStates.includes(one.state) && words.get(one)!.body !== '')
    for (const { state } of dropped) count(left, leftReasons[state as keyof typeof leftReasons] ?? 'without words')
    count(changed, 'first comments now: what they answered is not in the file, or on another page', orphans)
    count(changed, 'first comments now: they answered each other in a ring', rings)
    const made = new Map<unknown, Planned>()
    return placed.map((one) => {
      const { comment, parent, says } = one
      const isDated = isBelievable(comment.at, now)
      const listAt = new Date(Math.min(now, comment.to.publishedAt.getTime()))
      const at = isDated ? new Date(comment.at!) : listAt
      const { name, isMarked } = says ? nameOf(comment, staff) : { name: '', isMarked: false }
      const { body, isCut } = says ? words.get(comment)! : { body: '', isCut: false }
      if (!isDated) count(changed, 'dated as their list: their own time cannot be')
      if (isMarked) count(changed, 'marked “(from the old site)”: somebody here has the name')
      if (isCut) count(changed, 'cut: they were far longer than a comment may be')
      if (!says) count(changed, 'stubs: they say nothing any more, and hold answers')
      const planned: Planned = {
        origin: comment.origin ?? `${source}:${comment.id}`,
        ownId: kind === 'json' ? comment.id : null,
        parent: parent ? made.get(parent)! : null,
        articleId: comment.to.articleId,
        entryId: comment.to.entryId,
        readerId: readerOf(comment.person),
        name,
        body,
        state: says ? (comment.state as Planned['state']) : 'deleted',
        at,
        listAt,
        editedAt: says && isBelievable(comment.editedAt, now) && comment.editedAt > at.getTime() ? new Date(comment.editedAt) : null,
        because: says && comment.because === true,
        hearts: says ? comment.hearts : 0,
      }
      made.set(one, planned)
      return planned
    })
  }
}

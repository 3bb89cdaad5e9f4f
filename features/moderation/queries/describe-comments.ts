import type { CommentState } from '@/prisma/generated/sqlite/client'
import { renderComment } from '@/features/comments/markdown'
import { listSpamChances } from '@/features/comments/queries/spam-chance'
import { listReasons } from '@/features/decisions/queries/list-decisions'
import { reasonText } from '@/features/moderation-rules/reasons'
import { read, type Db } from '@/platform/db'
import { listOpenAppeals, type OpenAppeal } from './appeals'
import { listLastDecisions, type LastDecision } from './last-decisions'
import { firstWords } from './first-words'
import { listPeople, type Person } from './people'
import { listOpenReports, type OpenReport } from './open-reports'

/** A comment with all that a moderator needs to decide about it. Moments are ISO 8601. */
export type QueueItem = {
  id: string
  state: Exclude<CommentState, 'deleted'>
  name: string
  /** Safe HTML. */
  html: string
  /** Its first words, as typed. */
  words: string
  at: string
  editedAt: string | null
  list: { id: string; slug: string; title: string }
  entry: { slug: string; heading: string; number: number } | null
  /** What it answers; null words: it was deleted or hidden. */
  answers: { name: string; words: string | null } | null
  /** Why it waits or is hidden. */
  reasons: { code: string; words: string }[]
  /** What was decided last, if a moderator decided. */
  decided: LastDecision | null
  reports: OpenReport[]
  /** What its writer says who asks for another look. */
  appeal: OpenAppeal | null
  /** How likely it is advertising, from 0 to 1, as moderators taught it; null while they taught too little. */
  spamChance: number | null
  writer: Person
  /** How many other comments say the same words, as long as that is kept. */
  echoes: number
  /** Whether it is still known from which network it came. */
  hasNetwork: boolean
}

const select = {
  id: true,
  state: true,
  name: true,
  body: true,
  createdAt: true,
  editedAt: true,
  readerId: true,
  network: true,
  wordsMark: true,
  article: { select: { id: true, slug: true, title: true } },
  entry: { select: { slug: true, heading: true, number: true } },
  parent: { select: { name: true, body: true, state: true } },
} as const

/** Comments by their ids, in the order of these; without those that have been deleted meanwhile. A few questions for all of them. */
export async function describeComments(ids: string[], db: Db = read): Promise<QueueItem[]> {
  if (ids.length === 0) return []
  const rows = await db.comment.findMany({ where: { id: { in: ids }, state: { not: 'deleted' } }, select })
  const [reasons, decided, reports, people, chances, echoes, appeals] = await Promise.all([
    listReasons('comment', ids, db),
    listLastDecisions(ids, db),
    listOpenReports(ids, db),
    listPeople([...new Set(rows.map(({ readerId }) => readerId))], db), // prettier-ignore
    listSpamChances(rows.map(({ body }) => body), db), // prettier-ignore
    countSameWords(rows.map(({ wordsMark }) => wordsMark), db), // prettier-ignore
    listOpenAppeals(ids, db),
  ])
  const items = new Map(
    rows.flatMap(({ id, state, name, body, createdAt, editedAt, readerId, network, wordsMark, article, entry, parent }, index): [string, QueueItem][] => {
      const [last, writer] = [decided.get(id), people.get(readerId)]
      // Who has just left: their comment is another one’s now, or deleted.
      if (!writer) return []
      return [
        [
          id,
          {
            id,
            state: state as QueueItem['state'],
            name,
            html: renderComment(body),
            words: firstWords(body),
            at: createdAt.toISOString(),
            editedAt: editedAt?.toISOString() ?? null,
            list: article,
            entry,
            answers: parent && { name: parent.name, words: parent.state === 'visible' ? firstWords(parent.body) : null },
            reasons: (reasons.get(id) ?? []).map((code) => ({ code, words: reasonText(code) })),
            decided: last?.maker === 'moderator' ? last : null,
            reports: reports.get(id) ?? [],
            appeal: appeals.get(id) ?? null,
            spamChance: chances[index] ?? null,
            writer,
            echoes: Math.max((echoes.get(wordsMark) ?? 1) - 1, 0),
            hasNetwork: network !== '',
          },
        ],
      ]
    }),
  )
  return ids.flatMap((id) => items.get(id) ?? [])
}

async function countSameWords(marks: string[], db: Db): Promise<Map<string, number>> {
  const asked = [...new Set(marks)].filter(Boolean)
  if (asked.length === 0) return new Map()
  const rows = await db.comment.groupBy({ by: ['wordsMark'], where: { wordsMark: { in: asked } }, _count: { _all: true } })
  return new Map(rows.map(({ wordsMark, _count }) => [wordsMark, _count._all]))
}

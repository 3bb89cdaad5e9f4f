import { z } from 'zod'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { readDocument } from '@/features/articles/document/read-document'
import { readSummary, type RevisionSummary } from '@/features/articles/document/revision-summary'
import { refusedInTrash } from '@/features/articles/in-trash'
import { visibleTo } from '@/features/articles/policy'
import { makeRevisions } from '@/features/articles/queries/new-revisions'
import { draftAt, peopleOf } from '@/features/articles/queries/revisions'
import { recordIdsOf } from '@/features/articles/reading/records'
import type { ListDocument } from '@/features/articles/schema'
import { listRecordsById } from '@/features/records/queries/find-records-by-name'
import type { RevisionKind } from '@/prisma/generated/sqlite/enums'
import { sideBySide, type SideBySide } from '../document/side-by-side'
import { stateOf, type EditionState } from './editions'

/** What an address names: `now` is the draft, `e3` edition 3, `v120` the draft of that version. */
const stateName = z.union([z.literal('now'), z.string().regex(/^[ev][1-9]\d{0,8}$/)])

export const historyFilters = ['all', 'editions', 'kept', 'imports'] as const
export type HistoryFilter = (typeof historyFilters)[number]

/** One line of a list's history. `people` are names; null is the command line, '' somebody who has left. */
export type HistoryLine = {
  ref: string
  is: RevisionKind | 'edition'
  isNow: boolean
  /** When it ended, and when it began; ISO. */
  at: string
  from: string
  people: (string | null)[]
  summary: RevisionSummary
  name: string | null
  replaced: boolean
  source: string | null
  edition: { id: string; number: number; note: string; state: EditionState } | null
}

const pageSize = 50
const revisionFields = { version: true, kind: true, people: true, startedAt: true, endedAt: true, summary: true, source: true, name: true, replaced: true } as const // prettier-ignore
const editionFields = {
  id: true,
  number: true,
  note: true,
  ofVersion: true,
  createdAt: true,
  publishAt: true,
  liveAt: true,
  cancelledAt: true,
  createdBy: { select: { id: true, name: true } },
} as const

type List = {
  id: string
  slug: string
  title: string
  version: number
  savedAt: Date
  document: ListDocument
  currentEditionId: string | null
  /** The account that looks. */ viewer: string | null
}

async function findList(actor: Actor, articleId: string): Promise<List> {
  const found = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: { id: true, slug: true, trashedAt: true, currentEditionId: true, draft: { select: { document: true, version: true, savedAt: true } } },
  })
  if (!found?.draft) throw notFound('There is no such list, or it is not yours')
  if (found.trashedAt) throw refusedInTrash()
  const { draft, trashedAt: _, ...list } = found
  const document = readDocument(draft.document)
  return { ...list, title: document.title, version: draft.version, savedAt: draft.savedAt, document, viewer: actor.account?.id ?? null }
}

type Revision = Pick<HistoryLine, 'people' | 'name' | 'replaced' | 'source'> & { version: number; kind: RevisionKind; startedAt: Date; endedAt: Date; summary: RevisionSummary } // prettier-ignore

/** The work since the last revision that is kept, newest first: made anew for whoever looks. */
async function unkeptRevisions({ id, version, savedAt, document }: List): Promise<Revision[]> {
  const { revisions } = await makeRevisions(read, id, { version, savedAt, document }, { all: true })
  return revisions.map((one): Revision => ({ ...one, name: null, replaced: false, source: null })).toReversed()
}

async function keptRevisions(articleId: string, before: number, show: HistoryFilter): Promise<Revision[]> {
  const filters = { all: {}, editions: null, kept: { OR: [{ name: { not: null } }, { replaced: true }] }, imports: { kind: 'imported' as const } }
  const filter = filters[show]
  if (!filter) return []
  const rows = await read.draftRevision.findMany({
    where: { articleId, version: { lt: before }, ...filter },
    orderBy: { version: 'desc' },
    take: pageSize + 1,
    select: revisionFields,
  })
  return rows.map(({ people, summary, ...row }) => ({ ...row, people: peopleOf(people), summary: readSummary(summary) }))
}

/** The editions of drafts from one version (that one too) to before another, newest first. */
const editionsBetween = (articleId: string, from: number, before: number) =>
  read.edition.findMany({
    where: { articleId, ofVersion: { gte: from, lt: before } },
    orderBy: { number: 'desc' },
    take: 200,
    select: editionFields,
  })
type EditionLine = Awaited<ReturnType<typeof editionsBetween>>[number]

/** The names of accounts by id, as whoever looks reads them; who has left has none. */
async function namesOf({ viewer }: List, ids: Iterable<string | null>): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  const rows = await read.account.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } })
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => (id === null ? null : id === viewer ? 'You' : (names.get(id) ?? ''))
}

const noSummary = readSummary({})
const timeOf = ({ liveAt, createdAt, publishAt, cancelledAt }: EditionLine) => liveAt ?? (cancelledAt ? createdAt : publishAt)

const editionLine = (edition: EditionLine, { currentEditionId, viewer }: List): HistoryLine => ({
  ref: `e${edition.number}`,
  is: 'edition',
  isNow: false,
  at: timeOf(edition).toISOString(),
  from: timeOf(edition).toISOString(),
  people: [edition.createdBy && edition.createdBy.id === viewer ? 'You' : (edition.createdBy?.name ?? null)],
  summary: noSummary,
  name: null,
  replaced: false,
  source: null,
  edition: { id: edition.id, number: edition.number, note: edition.note, state: stateOf(edition, currentEditionId) },
})

const revisionLine = (revision: Revision, list: List, nameOf: (id: string | null) => string | null): HistoryLine => ({
  ref: `v${revision.version}`,
  is: revision.kind,
  isNow: revision.version === list.version,
  at: revision.endedAt.toISOString(),
  from: revision.startedAt.toISOString(),
  people: [...new Set(revision.people.map(nameOf))],
  summary: revision.summary,
  name: revision.name,
  replaced: revision.replaced,
  source: revision.source,
  edition: null,
})

/**
 * One page of a list's history, newest first: what the draft was, and the editions. `before` is a version of the draft: the page goes on behind it. `next` is
 * that of the page after this one.
 */
async function listLines(list: List, { before, show }: { before: number | null; show: HistoryFilter }) {
  const unkept = before === null && show === 'all' ? await unkeptRevisions(list) : []
  const end = before ?? 2 ** 31 - 1
  const kept = await keptRevisions(list.id, end, show)
  const isMore = kept.length > pageSize
  const revisions = [...unkept, ...kept.slice(0, pageSize)]
  const showsEditions = show === 'all' || show === 'editions'
  const editions = showsEditions ? await editionsBetween(list.id, isMore ? revisions.at(-1)!.version : 0, end) : []
  const nameOf = await namesOf(
    list,
    revisions.flatMap(({ people }) => people),
  )
  const lines = [...revisions.map((one) => revisionLine(one, list, nameOf)), ...editions.map((one) => editionLine(one, list))]
  // Of one moment the edition is the later.
  const later = (one: HistoryLine, other: HistoryLine) =>
    one.isNow || other.isNow ? Number(other.isNow) - Number(one.isNow) : other.at === one.at ? Number(other.is === 'edition') - Number(one.is === 'edition') : other.at < one.at ? -1 : 1 // prettier-ignore
  return { lines: lines.toSorted(later), next: isMore ? revisions.at(-1)!.version : null }
}

/** Something to compare, with its document. */
export type ComparedState = HistoryLine & { document: ListDocument; version: number | null }

async function findState(list: List, ref: string, lines: HistoryLine[]): Promise<ComparedState | null> {
  const number = Number(ref.slice(1))
  if (ref.startsWith('e')) {
    const edition = await read.edition.findFirst({ where: { articleId: list.id, number }, select: { ...editionFields, document: true } })
    return edition && { ...editionLine(edition, list), document: readDocument(edition.document), version: null }
  }
  const version = ref === 'now' ? list.version : number
  const document = version === list.version ? list.document : version < list.version ? await draftAt(read, list.id, version) : null
  if (!document) return null
  const line = lines.find((one) => one.ref === `v${version}`) ?? (await findRevision(list, version))
  return line && { ...line, ref: version === list.version ? 'now' : ref, document, version }
}

/** The line of a revision that is on no page that was asked for; of a version inside of a stretch, what its operation tells. */
async function findRevision(list: List, version: number): Promise<HistoryLine | null> {
  const row = await read.draftRevision.findUnique({ where: { articleId_version: { articleId: list.id, version } }, select: revisionFields })
  const operation = row ? null : await read.draftOperation.findUnique({ where: { articleId_version: { articleId: list.id, version } }, select: { accountId: true, createdAt: true } }) // prettier-ignore
  if (!row && !operation) return null
  const people = row ? peopleOf(row.people) : [operation!.accountId]
  const nameOf = await namesOf(list, people)
  if (row) return revisionLine({ ...row, people, summary: readSummary(row.summary) }, list, nameOf)
  const at = operation!.createdAt
  return revisionLine({ version, kind: 'written', people, startedAt: at, endedAt: at, summary: noSummary, name: null, replaced: false, source: null }, list, nameOf) // prettier-ignore
}

export type GivenToEntry = { votes: number; comments: number }
type Asked = { a: string; b: string; before: string; show: string }

/** How `a` differs from `b` of this address; unless it says, the live edition (or what was before the last work) from the draft. Throws “not found” for a list. */
export async function getHistoryPage(actor: Actor, articleId: string, asked: Asked) {
  const list = await findList(actor, articleId)
  const show = historyFilters.find((one) => one === asked.show) ?? 'all'
  const before = /^[1-9]\d{0,8}$/.test(asked.before) ? Number(asked.before) : null
  const { lines, next } = await listLines(list, { before, show })
  const current = list.currentEditionId && (await read.edition.findUnique({ where: { id: list.currentEditionId }, select: { number: true } }))
  const earlier = lines.find(({ isNow, is }) => !isNow && is !== 'edition')?.ref ?? 'now'
  const usual = { a: current ? `e${current.number}` : earlier, b: 'now' }
  const find = async (which: 'a' | 'b') => {
    const named = stateName.safeParse(asked[which])
    const found = named.success ? await findState(list, named.data, lines) : null
    return { missing: asked[which] !== '' && !found, state: found ?? (await findState(list, usual[which], lines)) }
  }
  const [a, b] = [await find('a'), await find('b')]
  if (!a.state || !b.state) throw notFound('There is no such list, or it is not yours')
  const records = await listRecordsById(read, [...recordIdsOf(a.state.document), ...recordIdsOf(b.state.document)])
  const names = new Map(records.map(({ id, name }) => [id, name]))
  const comparison: SideBySide = sideBySide(a.state.document, b.state.document, (id) => names.get(id) ?? 'a record that is gone')
  const removed = comparison.rows.flatMap(({ is, what, key }) => (is === 'removed' && what === 'entry' ? [key.split(':')[1]!] : []))
  return { list, lines, next, show, before, a: a.state, b: b.state, missing: a.missing || b.missing, comparison, given: await findGiven(removed) }
}

/** Votes and comments of entries that are on one side only: they are out of sight where the entry is not. */
async function findGiven(ids: string[]): Promise<Map<string, GivenToEntry>> {
  const rows = await read.entry.findMany({ where: { id: { in: ids } }, select: { id: true, commentCount: true, tally: { select: { counted: true } } } })
  return new Map(rows.map(({ id, commentCount, tally }) => [id, { votes: tally?.counted ?? 0, comments: commentCount }]))
}

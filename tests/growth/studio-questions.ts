import { mayModerate } from '@/features/accounts/policy'
import { listOwnDrafts, listPlanned } from '@/features/articles/queries/planned'
import { listLastDay } from '@/features/comments/queries/last-day'
import { listWaitingComments } from '@/features/comments/queries/waiting-comments'
import { findLinkTargets } from '@/features/editor/queries/link-targets'
import { listListsToCopyTo } from '@/features/editor/queries/lists-to-copy-to'
import { listForStudio } from '@/features/editor/queries/studio-list'
import { listViews } from '@/features/editor/queries/views'
import { listMedia } from '@/features/media/queries/media'
import { getLoad } from '@/features/moderation/queries/load'
import { countWaiting, listQueue } from '@/features/moderation/queries/queue'
import { findPlaces } from '@/features/palette/queries/find-places'
import { listsThatCredit } from '@/features/records/queries/lists-that-credit'
import { getRecord, listStudioRecords } from '@/features/records/queries/studio-records'
import { listAnsweredNotes } from '@/features/reviews/queries/answered-notes'
import { listWaiting } from '@/features/reviews/queries/waiting'
import { countVotesAside, listVoteGroups } from '@/features/votes/queries/vote-groups'
import type { ArticleState } from '@/prisma/generated/sqlite/enums'
import type { Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import type { Role } from '@/platform/roles'

/** Somebody of this role in the studio. */
export const studioActor = (id: string, role: Role): Actor => ({
  ...{ readerId: null, ip: '127.0.0.1', userAgent: 'test', fingerprint: 'test' },
  account: { id, name: id, email: `${id}@big.example`, role, lacksSecondFactor: false },
})

/** What the studio asks, by route, as `readersQuestions` says it of readers’ pages: of an editor, who sees every list, and of the author who has the most. */
export async function studioQuestions(db: Db): Promise<Record<string, () => Promise<unknown>>> {
  const editor = studioActor('nobody-yet', 'editor')
  const author = studioActor('bigaccount0', 'author')
  const beginner = studioActor('nobody-yet', 'author')
  const today = (actor: Actor) => async () => {
    await listWaiting(actor, db)
    await listAnsweredNotes(actor, db)
    if (mayModerate(actor)) await listWaitingComments(actor, db)
    await listOwnDrafts(actor, db)
    await listPlanned(actor, db)
    await listLastDay(actor, db)
  }
  const lists =
    (actor: Actor, state: ArticleState | null, search = '', page = 1) =>
    () =>
      listForStudio(actor, { state, search, page }, db)
  const person = await db.record.findFirstOrThrow({
    where: { kind: 'person' },
    orderBy: [{ appearances: 'desc' }, { id: 'asc' }],
    select: { id: true, name: true },
  })
  const shown = await db.article.findFirstOrThrow({
    where: { state: 'published', seriesId: { not: null }, authors: { some: {} } },
    select: { seriesId: true, authors: { select: { authorId: true }, take: 1 } },
  })
  return {
    '/admin': async () => {
      await lists(editor, null)()
      await countVotesAside(editor, db)
    },
    '/admin, the second page': lists(editor, null, '', 2),
    '/admin, published': lists(editor, 'published'),
    '/admin, drafts': lists(editor, 'draft'),
    '/admin, scheduled': lists(editor, 'scheduled'),
    '/admin, in review': lists(editor, 'review'),
    '/admin, unpublished': lists(editor, 'unpublished'),
    '/admin, a search that finds one': lists(editor, null, 'number 77'),
    '/admin, a search that finds all': lists(editor, null, 'number'),
    '/admin, a search that finds all, published': lists(editor, 'published', 'number'),
    '/admin, a series and a name': () =>
      listForStudio(editor, { state: null, search: '', page: 1, series: shown.seriesId!, author: shown.authors[0]!.authorId }, db),
    '/admin, a series': () => listForStudio(editor, { state: 'published', search: '', page: 1, series: shown.seriesId! }, db),
    '/admin, views': () => listViews(editor, db),
    '/admin, an author': lists(author, null),
    '/admin, an author, published': lists(author, 'published'),
    '/admin, an author’s search': lists(author, null, 'number'),
    '/admin, the palette': () => findPlaces(editor, { text: '' }, db),
    '/admin, the palette, a word': () => findPlaces(editor, { text: 'number 77' }, db),
    '/admin, an author’s palette': () => findPlaces(author, { text: '' }, db),
    '/admin, an author’s palette, a word': () => findPlaces(author, { text: 'number 77' }, db),
    '/admin, the palette of an author without lists': () => findPlaces(beginner, { text: 'number 77' }, db),
    '/admin/today': today(editor),
    '/admin/today, an author': today(author),
    '/admin/today, an author without lists': today(beginner),
    '/admin/articles/[id], where to copy to': () => listListsToCopyTo(editor, { search: '', from: 'biglist000000' }, db),
    '/admin/articles/[id], what to link to': () => findLinkTargets(editor, { text: person.name }, db),
    '/admin/articles/[id], what to link to, by two letters': () => findLinkTargets(editor, { text: 'ba' }, db),
    '/admin/records': () => listStudioRecords(editor, { kind: 'person', search: '', page: 1 }, db),
    '/admin/records, a search': () => listStudioRecords(editor, { kind: 'person', search: 'bae', page: 1 }, db),
    '/admin/records/[id]': () => getRecord(editor, person.id, db),
    '/admin/records/[id], to the trash': () => listsThatCredit(db, person.id, 21),
    '/admin/votes': () => listVoteGroups(editor, db),
    '/admin/comments': async () => {
      await countWaiting(editor, db)
      await listQueue(editor, { view: 'waiting' }, db)
    },
    '/admin/comments, all': () => listQueue(editor, { view: 'all' }, db),
    '/admin/comments, hidden': () => listQueue(editor, { view: 'hidden' }, db),
    '/admin/comments, reported': () => listQueue(editor, { view: 'reported' }, db),
    '/admin/comments, appeals': () => listQueue(editor, { view: 'appeals' }, db),
    '/admin/comments, one list': () => listQueue(editor, { view: 'all', list: 'biglist000007' }, db),
    '/admin/comments, a rule': () => listQueue(editor, { view: 'waiting', rule: 'many-links' }, db),
    '/admin/comments, how much': () => getLoad(editor, db),
    '/admin/media': () => listMedia(editor, { q: '' }, undefined, db),
    '/admin/media, a later page': () => listMedia(editor, { q: '', after: 'mbiglist000200' }, undefined, db),
    '/admin/media, without words': () => listMedia(editor, { q: '', show: 'undescribed' }, undefined, db),
    '/admin/media, no cover': () => listMedia(editor, { q: '', show: 'unused' }, undefined, db),
    '/admin/media, a search': () => listMedia(editor, { q: 'list 77' }, undefined, db),
  }
}

/** Pages of the studio that have no question above, with the reason. */
export const withoutStudioQuestions: Record<string, string> = {
  '/admin/[...rest]': 'asks the database for nothing',
  '/admin/from-article': 'asks the database for nothing',
  '/admin/bans': 'asks for the latest two hundred bans by their key',
  '/admin/comments/rules': 'asks for one setting, or for one list by its key',
  '/admin/import': 'asks for nothing but who somebody is',
  '/admin/kept-words': 'asks for nothing but who somebody is',
  '/admin/redirects': 'asks for a page of old addresses by their key, and counts them',
  '/admin/settings': 'asks for the settings, which are a few rows',
  '/admin/articles/[id]/history': 'asks for the revisions of one list, a page at a time',
  '/admin/articles/[id]/history/[edition]': 'asks for one edition and the one before it',
  '/admin/profile': 'asks for one account, its sessions (100 at the most) and its author',
  '/admin/jobs': 'asks for what waits, by the index of it',
  '/admin/trash': 'asks for a page of the trash, by the index of it',
  '/admin/media/[id]': 'asks for one picture',
  '/admin/people': 'shows everybody who has a role; a search reads all accounts, in parts between which others get their turn',
  '/admin/series': 'shows all series on one page, of which there are few beside lists',
  '/admin/series/[id]': 'shows one of all series',
  '/admin/authors': 'shows all authors on one page, of which there are few beside lists',
  '/admin/authors/[id]': 'shows one of all authors',
}

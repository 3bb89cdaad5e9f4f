import { mayManageAccounts, mayModerate } from '@/features/accounts/policy'
import { inStudio, mayWrite } from '@/features/articles/policy'
import { findNames } from '@/features/records/queries/find-names'
import { findRecordsByName } from '@/features/records/queries/find-records-by-name'
import { mayChangeRedirects } from '@/features/redirects/policy'
import { mayChangeSettings } from '@/features/settings/policy'
import { read } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import type { Place } from '../schema'

type Page = { name: string; href: string; words?: string; may?: (actor: Actor) => boolean }

/** The pages of the studio. `words`: what else people call them. */
const pages: Page[] = [
  { name: 'Lists', href: '/admin' },
  { name: 'Today', href: '/admin/today', words: 'dashboard home waits' },
  { name: 'Records', href: '/admin/records', words: 'people groups songs places videos' },
  { name: 'Pictures', href: '/admin/media', words: 'media images upload' },
  { name: 'Series', href: '/admin/series' },
  { name: 'Authors', href: '/admin/authors', words: 'bylines' },
  { name: 'A list from an article', href: '/admin/from-article', words: 'paste import word split' },
  { name: 'Votes', href: '/admin/votes', words: 'aside', may: mayModerate },
  { name: 'Jobs', href: '/admin/jobs', words: 'failed imports', may: mayManageAccounts },
  { name: 'Trash', href: '/admin/trash', words: 'deleted bin restore' },
  { name: 'People', href: '/admin/people', words: 'accounts roles writers', may: mayManageAccounts },
  { name: 'Invite somebody', href: '/admin/people#invite', words: 'invitation link', may: mayManageAccounts },
  { name: 'Settings', href: '/admin/settings', words: 'site name links comments home', may: mayChangeSettings },
  { name: 'Redirects', href: '/admin/redirects', words: 'old addresses 301', may: mayChangeRedirects },
  { name: 'Your account', href: '/account', words: 'profile password' },
  { name: 'The site, as readers see it', href: '/', words: 'home front page' },
]

const states = { draft: 'Draft', review: 'In review', scheduled: 'Scheduled', published: 'Published', unpublished: 'Unpublished' } as const
const kinds = { person: 'Person', group: 'Group', song: 'Song', place: 'Place', video: 'Video' } as const
/** Of so many lists, those that were saved last, the titles are looked at; published ones are found by their names however many there are. */
const looked = 300
const most = 6

/** Where a writer may go by these words, whichever letters they are in; without any, the pages of the studio and the lists that were saved last. Throws forbidden. */
export async function findPlaces(actor: Actor, { text }: { text: string }): Promise<Place[]> {
  if (!mayWrite(actor)) throw forbidden('The studio is for writers')
  const wanted = fold(text)
  const [lists, records, named] = await Promise.all([
    findLists(actor, wanted, text),
    wanted === '' ? [] : findRecordsByName(read, text, { take: most }),
    wanted === '' ? [] : findShared(text),
  ])
  const found = pages.filter(
    ({ name, words = '', may }) => (may?.(actor) ?? true) && (wanted === '' || [name, ...words.split(' ')].some((one) => fold(one).includes(wanted))),
  )
  return [
    ...found.map(({ name, href }): Place => ({ key: href, group: 'Studio', name, note: '', href })),
    ...lists,
    ...records.map(({ id, kind, name, original, under }): Place => ({ key: id, group: 'Records', name, note: [kinds[kind], original?.name, under].filter(Boolean).join(', '), href: `/admin/records/${id}` })), // prettier-ignore
    ...named,
  ]
}

async function findLists(actor: Actor, wanted: string, text: string): Promise<Place[]> {
  const [latest, named] = await Promise.all([
    read.draft.findMany({ where: { article: inStudio(actor) }, orderBy: [{ savedAt: 'desc' }, { articleId: 'desc' }], take: wanted === '' ? most : looked, select: { article: { select: { id: true, title: true, slug: true } } } }), // prettier-ignore
    wanted === '' ? [] : findNames(read, text, { kinds: ['list'], take: most * 3 }),
  ])
  const mine = latest
    .filter(({ article: { title, slug } }) => wanted === '' || fold(title).includes(wanted) || fold(slug).includes(wanted))
    .map(({ article }) => article.id)
  const ids = [...new Set([...named.map(({ targetId }) => targetId), ...mine])].slice(0, most * 4)
  const rows = await read.article.findMany({ where: { AND: [inStudio(actor), { id: { in: ids } }] }, select: { id: true, title: true, state: true } })
  return rows
    .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
    .slice(0, most)
    .map(({ id, title, state }) => ({ key: id, group: 'Lists', name: title || 'No title yet', note: states[state], href: `/admin/articles/${id}` }))
}

async function findShared(text: string): Promise<Place[]> {
  const found = (await findNames(read, text, { kinds: ['series', 'author'], take: most })).slice(0, most)
  const ids = found.map(({ targetId }) => targetId)
  const [series, authors] = await Promise.all([
    read.series.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } }),
    read.author.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  ])
  const places: Place[] = [
    ...series.map(({ id, title }): Place => ({ key: id, group: 'Series and authors', name: title, note: 'Series', href: `/admin/series/${id}` })),
    ...authors.map(({ id, name }): Place => ({ key: id, group: 'Series and authors', name, note: 'Author', href: `/admin/authors/${id}` })),
  ]
  return places.sort((one, other) => ids.indexOf(one.key) - ids.indexOf(other.key))
}

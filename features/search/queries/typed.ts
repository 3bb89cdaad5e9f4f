import type { FoundEntry, Reason } from './entries'
import { kindWords, recordHref, underWords } from '@/features/records/view'
import { counted } from '@/platform/text/counted'
import { piecesOf } from '../marked'
import type { Question } from '../schema'
import type { Piece, Row, TypedResults } from '../ui/typed'
import { needlesOf, typedWords } from '../words'
import { isEmpty, search, type FoundList, type FoundPage, type FoundRecord, type Results } from './search'
import { suggest } from './suggest'

const most = { records: 3, entries: 4, lists: 2, pages: 1, reasons: 2 }

/** What the page of results would show first, in a few rows, for whoever is still typing. It asks what that page asks. */
export async function findWhileTyping(asked: Question): Promise<TypedResults> {
  const { text: q, problem } = asked
  const none = { q, problem, total: 0, meant: null, rows: [] }
  if (asked.words.length === 0) return none
  const results = await search(asked)
  if (!isEmpty(results)) return { ...none, total: totalOf(results), rows: rowsOf(results, needlesOf(typedWords(asked.words, asked.words.length * 8))) }
  const meant = await suggest(asked)
  if (!meant) return none
  return { ...none, meant: meant.text, total: totalOf(meant.results), rows: rowsOf(meant.results, needlesOf(typedWords(meant.text.split(/\s+/), 12))) }
}

const totalOf = ({ records, entries, lists, pages }: Results) => records.total + entries.total + lists.total + pages.total

/** What is called so comes before what is in it; a list whose title was typed before its entries. */
function rowsOf({ records, entries, lists, pages }: Results, words: readonly string[]): Row[] {
  const titled = lists.items.filter(({ entries: count }) => count === null)
  const shown = [...titled, ...lists.items.filter((list) => !titled.includes(list))].slice(0, most.lists)
  const rowOfList = (list: FoundList): Row => ({
    kind: 'list',
    href: `/articles/${list.slug}`,
    name: piecesOf(list.title, words),
    note: plain(list.entries ? `List, ${counted(list.entries, 'entry', 'entries')}` : 'List'),
  })
  return [
    ...records.items.slice(0, most.records).map((record) => rowOfRecord(record, words)),
    ...shown.filter((list) => titled.includes(list)).map(rowOfList),
    ...entries.items.slice(0, most.entries).map((entry) => rowOfEntry(entry, words)),
    ...shown.filter((list) => !titled.includes(list)).map(rowOfList),
    ...pages.items.slice(0, most.pages).map((page) => rowOfPage(page, words)),
  ]
}

const plain = (text: string): Piece[] => [{ text }]
const inLanguage = (pieces: Piece[], lang: string): Piece[] => pieces.map((piece) => ({ ...piece, ...(lang !== 'en' && { lang }) }))

function rowOfRecord(record: FoundRecord, words: readonly string[]): Row {
  const { kind, slug, name, original, also, member, under, byUnder } = record
  const other = (name: { name: string; lang: string }) => inLanguage(piecesOf(name.name, words, true), name.lang)
  return {
    kind,
    href: recordHref(kind, slug),
    name: [
      ...piecesOf(name, words),
      ...(original && original.name !== name ? [{ text: ' ' }, ...inLanguage(piecesOf(original.name, words), original.lang)] : []),
    ],
    note: [
      { text: kindWords[kind] },
      ...(also ? [{ text: ', also ' }, ...other(also)] : []),
      ...(member ? [{ text: ', member: ' }, ...other(member)] : []),
      ...(under ? [{ text: `, ${underWords[kind]} ` }, ...piecesOf(under, byUnder ? words : [], byUnder)] : []),
    ],
  }
}

function rowOfEntry({ slug, heading, number, article, reasons }: FoundEntry, words: readonly string[]): Row {
  const why = reasons.slice(0, most.reasons).flatMap((reason, index) => [...(index > 0 ? [{ text: ', ' }] : []), ...piecesOfReason(reason, words)])
  const note = why.length > 0 ? why : plain(`No. ${number} in ${article.title}`)
  return { kind: 'entry', href: `/articles/${article.slug}/${slug}`, name: piecesOf(heading, words), note }
}

const piecesOfReason = ({ role, name, also, of }: Reason, words: readonly string[]): Piece[] => [
  { text: `${role} ` },
  ...piecesOf(name, words),
  ...(also ? [{ text: ' (' }, ...inLanguage(piecesOf(also.name, words, true), also.lang), { text: ')' }] : []),
  ...(of ? [{ text: role.endsWith('in') ? ', ' : ' of ' }, ...piecesOf(of, words, true)] : []),
]

const rowOfPage = ({ kind, slug, name, lists }: FoundPage, words: readonly string[]): Row => ({
  kind,
  href: `/${kind === 'series' ? 'series' : 'authors'}/${slug}`,
  name: piecesOf(name, words),
  note: plain(`${kind === 'series' ? 'Series' : 'Author'}, ${counted(lists, 'list', 'lists')}`),
})

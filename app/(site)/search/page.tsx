import type { Metadata } from 'next'
import { connection } from 'next/server'
import { isEmpty, search, type Results } from '@/features/search/queries/search'
import { suggest, type Suggestion } from '@/features/search/queries/suggest'
import { cursor, question, searchAddress, searchKeys, shownGroup, type Group, type Question } from '@/features/search/schema'
import { Groups, SearchResults } from '@/features/search/ui/results'
import { SearchForm } from '@/features/search/ui/search-form'
import { needlesOf, typedWords } from '@/features/search/words'
import { loadIsland } from '@/platform/cache'
import { Words } from '@/ui/name'
import { Main } from '../_page/main'
import { head } from '../_page/metadata'
import { readQuery, type Query } from '../_page/query'
import { indexOf } from '../_page/record-words'
import '@/features/search/ui/search.css'

export const instant = false

type Props = { searchParams: Query }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  await connection()
  const { text, problem } = question.parse((await readQuery(searchParams, searchKeys)).q)
  return head({
    title: text && !problem ? `“${text}”: search` : 'Search',
    description: 'Find a list, an entry, a person, a group, a song or a place.',
    path: '/search',
    hidden: true,
  })
}

export default async function SearchPage({ searchParams }: Props) {
  await connection()
  loadIsland('typed')
  const query = await readQuery(searchParams, searchKeys)
  const asked = question.parse(query.q)
  const group = shownGroup.parse(query.in ?? null)
  const results = asked.words.length > 0 ? await search(asked, { group, after: cursor.parse(query.after ?? null) }) : null
  const found = results && !isEmpty(results) ? results : null
  const suggestion = results && !found ? await suggest(asked) : null
  return (
    <Main className="page">
      <h1 className="vh">Search</h1>
      <SearchForm text={asked.text} problem={asked.problem} />
      {found ? <Found text={asked.text} words={asked.words} results={found} group={group} /> : null}
      {suggestion ? <Meant asked={asked} suggestion={suggestion} /> : null}
      {results && !found && !suggestion ? <Nothing asked={asked} /> : null}
      {results ? null : <Nowhere />}
      {found ? null : <WaysIn />}
    </Main>
  )
}

type FoundProps = { text: string; words: readonly string[]; results: Results; group: Group | null }

const Found = ({ text, words, results, group }: FoundProps) => (
  <>
    <Groups results={results} text={text} shown={group} />
    <SearchResults results={results} words={needlesOf(typedWords(words, words.length * 8))} text={text} group={group} />
  </>
)

const Meant = ({ asked, suggestion: { text, results } }: { asked: Question; suggestion: Suggestion }) => (
  <>
    <p className="meant">
      Nothing is called <q>{asked.text}</q>. Did you mean{' '}
      <a href={searchAddress({ text })}>
        <Words text={text} />
      </a>
    </p>
    <SearchResults results={{ ...results, best: null }} words={needlesOf(typedWords(text.split(/\s+/), 12))} text={text} group={null} />
  </>
)

const Nothing = ({ asked }: { asked: Question }) => (
  <div className="prose">
    <p>
      Nothing was found for <q>{asked.text}</q>.
    </p>
    <p>A few things that may help:</p>
    <ul>
      <li>Look at the spelling, or type only the beginning of a name.</li>
      {asked.words.length > 1 ? <li>Use fewer words: all of them must be there.</li> : null}
      <li>
        Names are found in Hangul, half-typed, and by their first letters: <span lang="ko">빅뱅</span>, <span lang="ko">빅ㅂ</span> and{' '}
        <span lang="ko">ㅂㅂ</span> find BIGBANG.
      </li>
    </ul>
  </div>
)

const Nowhere = () => (
  <div className="prose hint">
    <p>
      Type a name, a place or a word: lists and their entries are found by whom they credit and where they were filmed. Names are found in Hangul too,
      half-typed, and by their first letters: <span lang="ko">ㅂㅂ</span>, <span lang="ko">ㅈㄷㄹㄱ</span>.
    </p>
  </div>
)

const ways = [{ href: '/articles', label: 'All lists' }, { href: '/series', label: 'Series' }, ...Object.values(indexOf)]

const WaysIn = () => (
  <nav aria-labelledby="ways" className="ways">
    <h2 id="ways">Or look around</h2>
    <ul className="chips">
      {ways.map(({ href, label }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  </nav>
)

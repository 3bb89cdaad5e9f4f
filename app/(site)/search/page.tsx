import type { Metadata } from 'next'
import { connection } from 'next/server'
import { search, type Results } from '@/features/search/queries/search'
import { question, searchKeys, type Question } from '@/features/search/schema'
import { SearchResults, tallyOf } from '@/features/search/ui/results'
import { SearchForm } from '@/features/search/ui/search-form'
import { Breadcrumbs } from '@/ui/breadcrumbs'
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
  const asked = question.parse((await readQuery(searchParams, searchKeys)).q)
  const results = asked.words.length > 0 ? await search(asked.words) : null
  const tally = results ? tallyOf(results) : ''
  return (
    <Main className="page narrow">
      <header className="head">
        <Breadcrumbs trail={[{ href: '/', label: 'Home' }]} />
        <h1>Search</h1>
      </header>
      <SearchForm text={asked.text} problem={asked.problem} />
      {results && tally ? <Found {...{ asked, results, tally }} /> : results ? <Nothing asked={asked} /> : <Nowhere />}
      {tally ? null : <WaysIn />}
    </Main>
  )
}

const Found = ({ asked, results, tally }: { asked: Question; results: Results; tally: string }) => (
  <>
    <p className="tally" id="tally">
      Found for <q>{asked.text}</q>: {tally}.
    </p>
    <SearchResults results={results} words={asked.words} />
  </>
)

const Nothing = ({ asked }: { asked: Question }) => (
  <div className="prose">
    <p className="tally" id="tally">
      Nothing was found for <q>{asked.text}</q>.
    </p>
    <p>A few things that may help:</p>
    <ul>
      <li>Look at the spelling, or type only the beginning of a name.</li>
      {asked.words.length > 1 ? <li>Use fewer words: all of them must be there.</li> : null}
      <li>
        Names can be typed in Korean too: <span lang="ko">빅뱅</span> finds BIGBANG.
      </li>
    </ul>
  </div>
)

const Nowhere = () => (
  <div className="prose">
    <p>Type a word of a list’s title, of an entry, or a name: a person, a group, a song or a place. Names can be typed in English or Korean.</p>
  </div>
)

const ways = [{ href: '/articles', label: 'All lists' }, { href: '/series', label: 'Series' }, ...Object.values(indexOf)]

const WaysIn = () => (
  <nav aria-labelledby="ways">
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

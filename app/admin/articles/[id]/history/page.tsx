import type { Metadata } from 'next'
import { currentTime } from '@/platform/clock'
import { getHistoryPage, historyFilters, type ComparedState, type HistoryFilter, type HistoryLine } from '@/features/editor/queries/history'
import { BringBack } from '@/features/editor/ui/bring-back.client'
import { ComparisonRows, Counts } from '@/features/editor/ui/comparison'
import { moreWords, peopleWords, titleWords } from '@/features/editor/ui/history-words'
import { NameRevision } from '@/features/editor/ui/name-revision.client'
import { TimeLine, type TimeLineRow } from '@/features/editor/ui/time-line.client'
import { Mark } from '@/ui/masthead'
import { Moment } from '@/ui/moment.client'
import { studioPage } from '../../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'History' }

const filterWords = { all: 'All', editions: 'Editions', kept: 'Kept', imports: 'Imports' } as const
const nothingWords: Record<HistoryFilter, string> = {
  all: 'Nothing here.',
  editions: 'Nothing has been published yet.',
  kept: 'What you give a name, and what was replaced by something that was brought back or imported, is here.',
  imports: 'No file was imported into this list.',
}

type Asked = { a: string; b: string; before: string; show: string; all: string }
const path = (param: (name: string) => string) => `/admin/articles/${param('id')}/history`

/** What the draft was and what was published, on one line of time; any two of it compared. */
export default studioPage({ path, current: '/admin', bare: true }, async ({ actor, param, query }) => {
  const id = param('id')
  const asked: Asked = { a: query('a'), b: query('b'), before: query('before'), show: query('show'), all: query('all') }
  const { list, lines, next, show, a, b, missing, comparison, given } = await getHistoryPage(actor, id, asked)
  const to = (change: Partial<Asked>, anchor = '') => {
    const keys = Object.entries({ ...asked, ...change }).filter(([, value]) => value !== '')
    return `${path(param)}${keys.length > 0 ? `?${new URLSearchParams(keys)}` : ''}${anchor}`
  }
  const refOf = (line: HistoryLine) => (line.isNow ? 'now' : line.ref)
  const isChosen = (line: HistoryLine, state: ComparedState) => refOf(line) === state.ref
  const rows = lines.map((line): TimeLineRow => {
    const ref = refOf(line)
    return {
      ref: line.ref,
      mark: line.edition ? 'edition' : line.is === 'imported' ? 'import' : line.name || line.replaced || line.is === 'restored' ? 'kept' : 'work',
      at: line.at,
      title: titleWords(line),
      more: moreWords(line),
      who: peopleWords(line),
      goesLive: line.edition?.state === 'waiting',
      href: to(line.isNow ? { a: '', b: '' } : { a: ref, b: 'now' }, '#compare'),
      a: { href: to({ a: ref, b: b.ref }, '#compare'), chosen: isChosen(line, a) },
      b: { href: to({ a: a.ref, b: ref }, '#compare'), chosen: isChosen(line, b) },
    }
  })
  const differs = comparison.rows.some(({ is }) => is !== 'same')
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <div className="history">
        <header className="top">
          <a className="name" href="/admin" aria-label="All lists">
            <Mark />
          </a>
          <p className="crumb">
            <a href="/admin">Lists</a> / <a href={`/admin/articles/${id}`}>{list.title || 'No title yet'}</a> / <b>History</b>
          </p>
          <div className="acts">
            {a.isNow || !differs ? null : <BringBackA state={a} articleId={id} version={list.version} />}
            <a className="btn primary" href={`/admin/articles/${id}`}>
              Return to the draft
            </a>
          </div>
        </header>
        <main id="main">
          <h1 className="vh">History of {list.title || 'a list without a title'}</h1>
          <nav className="time" aria-label="What the draft was">
            <h2 className="vh">What the draft was</h2>
            <p className="show">
              {historyFilters.map((one) => (
                <a key={one} href={to({ show: one === 'all' ? '' : one, before: '' })} aria-current={one === show ? 'page' : undefined}>
                  {filterWords[one]}
                </a>
              ))}
            </p>
            {rows.length > 0 ? <TimeLine rows={rows} now={currentTime().toISOString()} /> : <p className="hint">{nothingWords[show]}</p>}
            <p className="turn">
              {asked.before ? <a href={to({ before: '' })}>Newest</a> : null}
              {next === null ? null : <a href={to({ before: String(next) })}>Older</a>}
            </p>
          </nav>
          <section className="compare" id="compare" aria-labelledby="compared">
            {missing ? (
              <p className="notice warn">What this address asks for is not kept any more. This is what changed since then, as far as it is known.</p>
            ) : null}
            <div className="compare-head">
              <h2 className="vh" id="compared">
                What differs between A and B
              </h2>
              <Counts counts={comparison.counts} />
              {comparison.rows.length > 0 ? (
                <a href={to({ all: asked.all ? '' : '1' }, '#compare')}>{asked.all ? 'Only what differs and its neighbours' : 'All entries'}</a>
              ) : null}
            </div>
            <div className="heads">
              <Head which="A" state={a} articleId={id} changed={changedSince(lines, a, to)} />
              <Head which="B" state={b} articleId={id} changed={changedSince(lines, b, to)} />
            </div>
            {differs || asked.all ? (
              <ComparisonRows comparison={comparison} all={asked.all !== ''} given={given} />
            ) : (
              <p className="soft none-differs">{a.ref === b.ref ? 'A and B are the same. Choose another A.' : 'A and B say the same.'}</p>
            )}
          </section>
        </main>
      </div>
    </>
  )
})

/** Where it is shown what one line changed: from the one before it. */
function changedSince(lines: HistoryLine[], state: ComparedState, to: (change: Partial<Asked>, anchor: string) => string): string | null {
  const index = lines.findIndex((line) => (line.isNow ? 'now' : line.ref) === state.ref)
  const isSameKind = (line: HistoryLine) => (line.edition === null) === (state.edition === null)
  const before = index < 0 ? undefined : lines.find((line, at) => at > index && isSameKind(line))
  return before ? to({ a: before.ref, b: state.ref }, '#compare') : null
}

function BringBackA({ state, articleId, version }: { state: ComparedState; articleId: string; version: number }) {
  const becomes = state.edition ? (
    `edition ${state.edition.number}`
  ) : (
    <>
      what it was on <Moment at={state.at} />
    </>
  )
  return (
    <BringBack articleId={articleId} version={version} of={state.edition ? { editionId: state.edition.id } : { revision: state.version! }} becomes={becomes}>
      Bring A back…
    </BringBack>
  )
}

function Head({ which, state, articleId, changed }: { which: 'A' | 'B'; state: ComparedState; articleId: string; changed: string | null }) {
  return (
    <div>
      <span className="ab" aria-hidden="true">
        {which}
      </span>
      <div>
        <b>
          <span className="vh">{which}: </span>
          {titleWords(state)}
        </b>
        <small>
          <Moment at={state.at} />, {peopleWords(state)}
        </small>
        <small className="links">
          {changed ? <a href={changed}>What it changed</a> : null}
          {state.edition ? <a href={`/admin/articles/${articleId}/history/${state.edition.id}`}>Its page</a> : null}
          {state.version === null ? null : <NameRevision articleId={articleId} revision={state.version} name={state.name} />}
        </small>
      </div>
    </div>
  )
}

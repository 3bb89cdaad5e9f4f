import { Words } from '@/ui/name'
import { onlyDifferences, type Part, type Row, type Side, type SideBySide } from '../document/side-by-side'
import type { Segment } from '../document/words-between'
import type { GivenToEntry } from '../queries/history'

type Which = 'a' | 'b'

const count = (number: number, word: string) => `${number} ${word}`

/** What differs, in numbers. */
export function Counts({ counts }: { counts: SideBySide['counts'] }) {
  const { moved, added, removed, rewritten, same, sections, fields } = counts
  const parts = [
    moved > 0 ? count(moved, 'moved') : '',
    added > 0 ? count(added, 'added') : '',
    removed > 0 ? count(removed, 'removed') : '',
    rewritten > 0 ? count(rewritten, 'rewritten') : '',
    sections > 0 ? count(sections, sections === 1 ? 'section' : 'sections') : '',
    ...fields,
  ].filter(Boolean)
  return (
    <p className="counts">
      {parts.length > 0 ? parts.map((part) => <b key={part}>{part}</b>) : <b>Nothing differs</b>}
      {same > 0 ? <span>{same} as they were</span> : null}
    </p>
  )
}

/** Two documents, side by side; on a phone one below the other. `given`: votes and comments of what B has not. */
export function ComparisonRows({ comparison, all, given }: { comparison: SideBySide; all: boolean; given: Map<string, GivenToEntry> }) {
  const rows = all ? comparison.rows : onlyDifferences(comparison.rows)
  return (
    <ol className="pairs">
      {rows.map((row) =>
        'skipped' in row ? (
          <li key={row.key} className="skipped">
            {row.skipped === 1 ? '1 entry as it was' : `${row.skipped} entries as they were`}
          </li>
        ) : (
          <li key={row.key} className={`beside ${row.what} is-${row.is}`}>
            <Half row={row} which="a" given={given} />
            <Half row={row} which="b" given={given} />
          </li>
        ),
      )}
    </ol>
  )
}

function Half({ row, which, given }: { row: Row; which: Which; given: Map<string, GivenToEntry> }) {
  const side = row[which]
  if (!side) return <div className={`side none ${which}`} />
  return (
    <div className={`side ${which}`}>
      <span className="ab" aria-hidden="true">
        {which.toUpperCase()}
      </span>
      {side.number === null ? null : <span className="number">{side.number}</span>}
      <div className="said">
        <SideHeading row={row} side={side} which={which} given={given} />
        {side.parts.map((part, index) => (
          <SidePart key={index} part={part} which={which} />
        ))}
      </div>
    </div>
  )
}

function SideHeading({ row, side, which, given }: { row: Row; side: Side; which: Which; given: Map<string, GivenToEntry> }) {
  const tag = tagOf(row, side, given)
  if (row.what === 'list') return <h3 className="vh">The list</h3>
  const empty = side.heading.length === 0
  return (
    <div className="title">
      <h3>{empty ? <i>{row.what === 'entry' ? 'No heading' : 'A section without a heading'}</i> : <Marked segments={side.heading} which={which} />}</h3>
      {side.line ? (
        <span className="line">
          <Words text={side.line} />
        </span>
      ) : null}
      {tag ? <b className="tag">{tag}</b> : null}
    </div>
  )
}

function tagOf(row: Row, { elsewhere, number }: Side, given: Map<string, GivenToEntry>): string {
  if (row.is === 'added') return 'added'
  if (row.is === 'removed') {
    const { votes = 0, comments = 0 } = given.get(row.key.split(':')[1]!) ?? {}
    const lost = [votes > 0 ? `${votes} ${votes === 1 ? 'vote' : 'votes'}` : '', comments > 0 ? `${comments} ${comments === 1 ? 'comment' : 'comments'}` : '']
    return ['removed', lost.filter(Boolean).join(' and ')].filter(Boolean).join(', with ')
  }
  if (!elsewhere) return ''
  const section = elsewhere.section === null ? '' : elsewhere.section || 'outside of every section'
  if (row.is === 'went') return ['now', [elsewhere.number === number && section ? '' : elsewhere.number, section].filter(Boolean).join(', ')].join(' ')
  return ['moved from', [elsewhere.number === number && section ? '' : elsewhere.number, section].filter(Boolean).join(', ')].join(' ')
}

const SidePart = ({ part: { label, prose, segments }, which }: { part: Part; which: Which }) => (
  <div className={prose ? 'part prose' : 'part'}>
    {label ? <span className="label">{label}: </span> : null}
    {segments.length > 0 ? <Marked segments={segments} which={which} /> : <i>nothing</i>}
  </div>
)

const Marked = ({ segments, which }: { segments: Segment[]; which: Which }) => (
  <>
    {segments.map(({ text, is }, index) =>
      is !== 'differs' ? <span key={index}>{text}</span> : which === 'a' ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>,
    )}
  </>
)

import type { RevisionSummary } from '@/features/articles/document/revision-summary'
import type { HistoryLine } from '../queries/history'

const fieldWords: Record<string, string> = {
  title: 'the title',
  standfirst: 'the standfirst',
  intro: 'the introduction',
  outro: 'the closing words',
  question: 'the question',
  order: 'how entries are numbered',
  description: 'the line for search engines',
  language: 'the language',
  template: 'what each entry has',
  waived: 'waived checks',
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** In quotation marks, but for what has some: headings of songs do. */
const quoted = (text: string) => (/^[“"'‘「『]/.test(text) ? text : `“${text}”`)

/** “One”, “Two” – or how many, when there are more than have a name here. */
function some({ count, named }: { count: number; named: string[] }): string {
  if (count > named.length || named.some((heading) => heading === '')) return count === 1 ? 'an entry' : `${count} entries`
  return named.map(quoted).join(', ')
}

/** What changed, on one line. */
function summaryWords({ added, removed, moved, changed, sections, fields }: RevisionSummary): string {
  const parts = [
    changed.count > 0 ? some(changed) : '',
    added.count > 0 ? `added ${some(added)}` : '',
    removed.count > 0 ? `removed ${some(removed)}` : '',
    moved.count > 0 ? `moved ${some(moved)}` : '',
    sections > 0 ? (sections === 1 ? 'a section' : `${sections} sections`) : '',
    ...fields.map((field) => fieldWords[field] ?? ''),
  ].filter(Boolean)
  return capital(parts.slice(0, 3).join(', ') + (parts.length > 3 ? '…' : ''))
}

const stateWords = { current: 'Live now', waiting: 'Waits for its time', withdrawn: 'Withdrawn', past: '' } as const

const broughtBack = (source: string | null) => (source?.startsWith('e') ? `Edition ${source.slice(1)} brought back` : 'An earlier draft brought back')

/** What a line of the history is called. */
export function titleWords({ is, isNow, name, edition, source, summary }: HistoryLine): string {
  if (isNow && !name) return 'The draft, now'
  if (name) return quoted(name)
  if (edition) return `Edition ${edition.number}`
  if (is === 'imported') return 'Imported'
  if (is === 'restored') return broughtBack(source)
  return (is === 'begun' ? 'The beginning' : summaryWords(summary)) || 'Nothing that differs'
}

/** What else there is to say about it. */
export function moreWords({ is, isNow, name, edition, source, summary, replaced }: HistoryLine): string {
  if (edition) return [stateWords[edition.state], edition.note].filter(Boolean).join('. ')
  const what = is === 'imported' ? 'Imported' : is === 'restored' ? broughtBack(source) : summaryWords(summary)
  return [isNow || name ? what : '', replaced ? 'Kept: it was replaced' : ''].filter(Boolean).join('. ')
}

/** Who wrote in it, and for how long. */
export function peopleWords({ people, from, at, edition }: Pick<HistoryLine, 'people' | 'from' | 'at' | 'edition'>): string {
  const who = people.map((name) => (name === null ? 'the command line' : name === '' ? 'somebody who has left' : name)).join(', ')
  const minutes = Math.round((Date.parse(at) - Date.parse(from)) / 60_000)
  if (edition || minutes < 2) return capital(who)
  return `${capital(who)}${who ? ', ' : ''}${minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`}`
}

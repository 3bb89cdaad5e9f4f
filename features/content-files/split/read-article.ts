import { readReference, type Reference } from '../format/reference'
import type { FileRecord } from '../format/records-file'
import type { GuessedPart, NamedRecord, ReadArticle } from '../schema'
import type { Split } from './split-article'
import { referenceTo } from '../format/reference'

/** Straight quotation marks and apostrophes of a line as they are printed. Marks of which one has no partner stay. */
const printed = (line: string): string =>
  (line.split('"').length % 2 === 1 ? line.replaceAll(/"([^"]*)"/g, '“$1”') : line).replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '’')

/** A split as the studio shows it: each part of the list beside the words that it comes from. `listId`: of the list that is made of it. Pure. */
export function toReadArticle({ list, newRecords, result }: Split, known: readonly FileRecord[], listId: string): ReadArticle {
  const { text, parts, credits } = result
  const rangesOf = (name: string) => parts.filter(({ part }) => part === name)
  const guess = (name: string, words: string) => {
    const found = rangesOf(name)[0]
    return { words: printed(words), source: found ? text.slice(found.from, found.to) : '', confidence: found?.confidence ?? 1 }
  }
  /** Of prose: all that it comes from, and the least sure of it. */
  const guessProse = (name: string, words: string) => {
    const found = rangesOf(name)
    const source = found.map(({ from, to }) => text.slice(from, to)).join('\n\n')
    return { words, source, confidence: Math.min(1, ...found.map(({ confidence }) => confidence)) }
  }
  const starts = parts.map(({ from }) => from).toSorted((one, other) => one - other)
  /** The words of the article that are its heading, and what stands between them and its prose: credits, a video. */
  const head = (name: string) => {
    const found = rangesOf(name)[0]
    if (!found) return { source: '', confidence: 1, isCopied: false }
    const body = rangesOf(`${name}.body`)[0]
    const end = found.copied ? found.to : (body?.from ?? starts.find((from) => from > found.from) ?? found.to)
    return { source: text.slice(found.from, Math.max(end, found.copied ? 0 : found.from)).trim(), confidence: found.confidence, isCopied: found.copied }
  }
  const made: GuessedPart[] = []
  let [entries, sections] = [0, 0]
  const addEntry = ({ heading, subheading, body, credits: given, video }: Split['list']['entries'][number]) => {
    const name = `entry ${++entries}`
    const confidences = credits.filter(({ part }) => part === name)
    made.push({
      kind: 'entry',
      id: name,
      heading: printed(heading),
      subheading: printed(subheading),
      body,
      video,
      ...head(name),
      credits: given.map(({ role, subject }) => ({
        role,
        record: subject,
        confidence: confidences.find((one) => one.role === role && one.record === subject)?.confidence ?? 1,
      })),
    })
  }
  const addSection = ({ heading, body, place, entries: inside }: Omit<Split['list']['sections'][number], 'sections'>, isInner: boolean) => {
    const name = `section ${++sections}`
    const { source, confidence } = head(name)
    made.push({ kind: 'section', id: name, heading: printed(heading), body, place, isInner, source, confidence })
    inside.forEach(addEntry)
  }
  list.entries.forEach(addEntry)
  for (const section of list.sections) {
    addSection(section, false)
    for (const inner of section.sections) addSection(inner, true)
  }
  const count = (words: string) => words.replaceAll(/\s+/g, '').length
  const why = Map.groupBy(result.dropped, (one) => one.why)
  const dropped = [...why].map(([reason, some]) => {
    const words = some.map(({ from, to }) => text.slice(from, to).trim())
    return { why: reason, words: words.slice(0, shownWords), characters: words.reduce((sum, one) => sum + count(one), 0) }
  })
  const lost = result.leftOver.reduce((sum, { words }) => sum + count(words), 0)
  const left = dropped.reduce((sum, { characters }) => sum + characters, 0)
  const all = count(text)
  return {
    listId,
    text,
    title: guess('title', list.title === 'Untitled' ? '' : list.title),
    standfirst: guess('standfirst', list.standfirst),
    question: guess('question', list.question),
    intro: guessProse('intro', list.intro),
    outro: guessProse('outro', list.outro),
    order: list.order,
    parts: made,
    records: namedRecords(made, newRecords, result.newRecords, known),
    questions: result.questions,
    notes: result.notes,
    leftOver: result.leftOver.map(({ words }) => words),
    dropped,
    characters: { all, used: all - left - lost, dropped: left, leftOver: lost },
    faults: result.faults,
  }
}

const shownWords = 200

function namedRecords(
  parts: readonly GuessedPart[],
  newRecords: readonly FileRecord[],
  proposed: Split['result']['newRecords'],
  known: readonly FileRecord[],
): NamedRecord[] {
  const byReference = new Map<string, FileRecord>([...known, ...newRecords].map((record) => [referenceTo(record.kind, record.slug), record]))
  const near = new Map(proposed.map((one) => [one.record, one.near]))
  const used = new Set<string>(
    parts.flatMap((part) =>
      part.kind === 'section' ? (part.place ? [part.place] : []) : [...part.credits.map(({ record }) => record), ...(part.video ? [part.video] : [])],
    ),
  )
  for (const reference of used) {
    const parent = near.has(reference) ? byReference.get(reference)?.parent : null
    if (parent) used.add(parent)
  }
  return [...used].flatMap((reference): NamedRecord[] => {
    const record = byReference.get(reference)
    if (!record) return []
    const { kind } = readReference(reference as Reference)
    const { name, parent, url } = record
    const isNew = near.has(reference)
    const also = isNew && record.names.length > 0 ? { also: record.names.map((one) => ({ name: one.name, lang: one.lang })) } : {}
    return [{ record: reference, kind, name, parent, url, ...also, isNew, near: near.get(reference) ?? null }]
  })
}

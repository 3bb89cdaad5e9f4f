import type { Guess, GuessedPart, MakeListInput, NamedRecord, ReadArticle } from '../schema'

/** What a writer does to an article that was read, before it becomes a list. Each returns a new article and loses no words. */

const joined = (...texts: readonly string[]) => texts.filter((text) => text.trim() !== '').join('\n\n')

/** Prose with more of the article's words below it. */
const withWords = (prose: Guess, words: string): Guess => ({ ...prose, words: joined(prose.words, words), source: joined(prose.source, words) })

export const changePart = <P extends GuessedPart>(article: ReadArticle, id: string, change: Partial<P>): ReadArticle => ({
  ...article,
  parts: article.parts.map((part) => (part.id === id ? { ...part, ...change } : part)),
})

/** From here on a guess is told as sure, and as likely; one below is a question to its writer. */
export const [surely, likely] = [0.85, 0.65]
export const isQuestion = ({ confidence }: { confidence: number }) => confidence < likely

/** How sure a part is: as its heading, unless one of its credits is a question. */
export const sureOf = (part: GuessedPart): number =>
  part.kind === 'entry' ? Math.min(part.confidence, ...part.credits.filter(isQuestion).map(({ confidence }) => confidence)) : part.confidence

/** A part that its writer says is right as it is, with its credits. */
export const confirmed = (article: ReadArticle, id: string): ReadArticle => ({
  ...article,
  parts: article.parts.map((part) =>
    part.id !== id
      ? part
      : part.kind === 'entry'
        ? { ...part, confidence: 1, credits: part.credits.map((credit) => ({ ...credit, confidence: 1 })) }
        : { ...part, confidence: 1 },
  ),
})

/** How much waits for an answer: guesses that are not likely, and new records that look like known ones. */
export function openQuestions(article: ReadArticle): number {
  const { title, standfirst, question, intro, outro, parts } = article
  const prose = [title, standfirst, question, intro, outro].filter((one) => one.source !== '' && isQuestion(one))
  const unsure = parts.filter((part) => isQuestion({ confidence: sureOf(part) }))
  return prose.length + unsure.length + newRecordsOf(article).filter(({ near }) => near).length
}

/** Makes an entry or section a part of the prose before it: its words as the article has them stand there. Before the first part that is the introduction. */
export function joinToBefore(article: ReadArticle, id: string): ReadArticle {
  const index = article.parts.findIndex((part) => part.id === id)
  const part = article.parts[index]
  if (!part) return article
  const words = joined(wordsOf(part, article.records), part.body)
  const parts = article.parts.filter((one) => one !== part)
  const before = parts[index - 1]
  if (!before) return { ...article, parts, intro: withWords(article.intro, words) }
  return { ...article, parts: parts.map((one) => (one === before ? { ...one, body: joined(one.body, words) } : one)) }
}

/** The words of its heading. A heading that repeats the prose is in it already. */
function wordsOf(part: GuessedPart, records: readonly NamedRecord[]): string {
  if (part.kind === 'entry' && part.isCopied) return ''
  const words = part.source.replace(/^#{1,6}\s+/, '') || part.heading
  const video = part.kind === 'entry' ? records.find(({ record, isNew }) => isNew && record === part.video) : undefined
  // It may have stood further down, where its address was taken out of the prose.
  return video?.url && !words.includes(video.url.slice(-11)) ? joined(words, video.url) : words
}

const firstLine = (words: string) => /^[^\n]{0,200}/.exec(words.trim())![0].replace(/^#{1,6}\s+/, '')

/** Gives words that had no place a place: an entry of their own at the end, or in the introduction. */
export function placeLeftOver(article: ReadArticle, index: number, as: 'entry' | 'intro'): ReadArticle {
  const words = article.leftOver[index]!
  const leftOver = article.leftOver.filter((_, at) => at !== index)
  if (as === 'intro') return { ...article, leftOver, intro: withWords(article.intro, words) }
  const heading = firstLine(words)
  const body = words
    .trim()
    .replace(/^#{1,6}\s+/, '')
    .slice(heading.length)
    .trim()
  const id = `left over ${article.parts.length + 1} ${index}`
  const part: GuessedPart = { kind: 'entry', id, heading, subheading: '', body, credits: [], video: null, source: words, confidence: 1, isCopied: false }
  return { ...article, leftOver, parts: [...article.parts, part] }
}

const usedIn = (article: ReadArticle): Set<string> =>
  new Set(
    article.parts.flatMap((part) =>
      part.kind === 'section' ? (part.place ?? []) : [...part.credits.map(({ record }) => record), ...(part.video ? [part.video] : [])],
    ),
  )

/** New records that the list names as it is now, with those that they belong to. */
export function newRecordsOf(article: ReadArticle): NamedRecord[] {
  const used = usedIn(article)
  const of = new Map(article.records.map((one) => [one.record, one]))
  for (const record of used) {
    const parent = of.get(record)?.isNew ? of.get(record)!.parent : null
    if (parent) used.add(parent)
  }
  return article.records.filter(({ record, isNew }) => isNew && used.has(record))
}

/** Wherever a record is named, another one is. */
export function useRecord(article: ReadArticle, from: string, to: NamedRecord): ReadArticle {
  const now = (record: string) => (record === from ? to.record : record)
  const records = article.records.some(({ record }) => record === to.record) ? article.records : [...article.records, to]
  return {
    ...article,
    records: records.map((one) => (one.parent === from ? { ...one, parent: to.record } : one)),
    parts: article.parts.map((part) =>
      part.kind === 'section'
        ? { ...part, place: part.place && now(part.place) }
        : { ...part, video: part.video && now(part.video), credits: part.credits.map((credit) => ({ ...credit, record: now(credit.record) })) },
    ),
  }
}

/** What is sent to make the list. */
export function toMake(article: ReadArticle): MakeListInput {
  const { listId, title, standfirst, question, order, intro, outro } = article
  return {
    id: listId,
    title: title.words,
    standfirst: standfirst.words,
    question: question.words,
    order,
    intro: intro.words,
    outro: outro.words,
    parts: article.parts.map((part) =>
      part.kind === 'section'
        ? { kind: part.kind, heading: part.heading, body: part.body, place: part.place, isInner: part.isInner }
        : {
            kind: part.kind,
            heading: part.heading,
            subheading: part.subheading,
            body: part.body,
            credits: part.credits.map(({ role, record }) => ({ role, record })),
            video: part.video,
          },
    ),
    records: newRecordsOf(article).map(({ record, kind, name, parent, url, also }) => ({
      record,
      kind,
      name,
      parent,
      url,
      ...(also && { also: also.map((one) => ({ name: one.name, lang: one.lang === 'ko' ? ('ko' as const) : ('en' as const) })) }),
    })),
  }
}

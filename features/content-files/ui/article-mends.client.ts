import type { GuessedPart, MakeListInput, NamedRecord, ReadArticle } from '../schema'

/** What a writer does to an article that was read, before it becomes a list. Each returns a new article and loses no words. */

const joined = (...texts: readonly string[]) => texts.filter((text) => text.trim() !== '').join('\n\n')

export const changePart = <P extends GuessedPart>(article: ReadArticle, id: string, change: Partial<P>): ReadArticle => ({
  ...article,
  parts: article.parts.map((part) => (part.id === id ? { ...part, ...change } : part)),
})

/** Makes an entry or section a part of the prose before it: its words as the article has them stand there. Before the first part that is the introduction. */
export function joinToBefore(article: ReadArticle, id: string): ReadArticle {
  const index = article.parts.findIndex((part) => part.id === id)
  const part = article.parts[index]
  if (!part) return article
  const words = joined(wordsOf(part, article.records), part.body)
  const parts = article.parts.filter((one) => one !== part)
  const before = parts[index - 1]
  if (!before) return { ...article, parts, intro: joined(article.intro, words) }
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
  if (as === 'intro') return { ...article, leftOver, intro: joined(article.intro, words) }
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
    intro,
    outro,
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
    records: newRecordsOf(article).map(({ record, kind, name, parent, url }) => ({ record, kind, name, parent, url })),
  }
}

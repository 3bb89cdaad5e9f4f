import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wholeArticles, readArticle, type WholeArticle } from '@/tests/fixtures/articles/whole-articles'
import { parseList } from '../format/parse-list'
import { parseRecords } from '../format/parse-records'
import { printList } from '../format/print-list'
import { docxToHtml } from './docx'
import { splitArticle, type Split } from './split-article'

const known = parseRecords(fs.readFileSync('content/records.yaml', 'utf8'), 'records.yaml').records

async function split(article: WholeArticle): Promise<Split> {
  const { bytes, format } = readArticle(article)
  if (format === 'docx') return splitArticle((await docxToHtml(bytes, article.file)).html, 'html', known)
  return splitArticle(bytes.toString(), format, known)
}

/** The entries of a split, as the fixtures write them. */
function entriesOf({ list }: Split): string[] {
  const entries = [...list.entries, ...list.sections.flatMap((one) => [...one.entries, ...one.sections.flatMap((sub) => sub.entries)])]
  return entries.map(({ credits }) => {
    const of = (role: string) => credits.filter((one) => one.role === role).map(({ subject }) => subject.split('/')[1])
    return [of('song')[0] ?? '?', ...of('artist'), ...(of('lead').length ? ['/', ...of('lead')] : [])].join(' ')
  })
}

describe.each(wholeArticles)('$file', (article) => {
  it('has its entries, with songs, artists and actors, and no others', async () => {
    const missed = article.missed ?? []
    expect(entriesOf(await split(article))).toEqual(article.entries.filter((entry) => !missed.includes(entry)))
  })

  it('has its title, sections and question', async () => {
    const { list } = await split(article)
    if (article.title) expect(list.title).toBe(article.title)
    if (article.question) expect(list.question).toBe(article.question)
    if (article.sections) expect(list.sections.map(({ heading }) => heading)).toEqual(article.sections)
  })

  it('loses no character, and is a list that can be read', async () => {
    const { list, result } = await split(article)
    expect(result.faults).toBe(0)
    expect(result.leftOver).toEqual([])
    expect(parseList(printList(list), 'a.md').list).toEqual(list)
  })
})

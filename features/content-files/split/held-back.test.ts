import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HeldArticle } from '@/tests/fixtures/articles/held/held-article'
import { heldSets, readHeld } from '@/tests/fixtures/articles/held/held-back'
import { scoreSplit } from '@/tests/support/split-score'
import { parseList } from '../format/parse-list'
import { parseRecords } from '../format/parse-records'
import { printList } from '../format/print-list'
import { docxToHtml } from './docx'
import { splitArticle, type Split } from './split-article'

const known = parseRecords(fs.readFileSync('content/records.yaml', 'utf8'), 'records.yaml').records

async function split(set: string, article: HeldArticle): Promise<Split> {
  const { bytes, format } = readHeld(set, article)
  if (format === 'docx') return splitArticle((await docxToHtml(bytes, article.file)).html, 'html', known)
  return splitArticle(bytes.toString(), format, known)
}

const percent = (part: number, all: number) => `${part} of ${all} (${((100 * part) / all).toFixed(1)} %)`

describe.each(Object.entries(heldSets))('held-back set %s', (set, articles) => {
  it('is found as the score beside it says, entry by entry', async () => {
    const scores: (ReturnType<typeof scoreSplit> & { file: string })[] = []
    for (const article of articles) scores.push({ file: article.file, ...scoreSplit(article, await split(set, article), known) })
    const sum = (of: (one: (typeof scores)[number]) => number) => scores.reduce((all, one) => all + of(one), 0)
    const total = sum((one) => one.total)
    const head = [
      `entries with song and artists: ${percent(
        sum((one) => one.found),
        total,
      )}`,
      `with every other credit and section: ${percent(
        sum((one) => one.complete),
        total,
      )}`,
      `entries that are none: ${sum((one) => one.extra)}`,
      `titles, standfirsts, questions, introductions, closing words: ${percent(
        sum((one) => one.parts),
        sum((one) => one.partsTotal),
      )}`,
    ]
    const text = [
      ...head,
      ...scores.flatMap(({ file, found, total, lines }) => ['', `${file}  ${found}/${total}`, ...lines.map((line) => `  ${line}`)]),
      '',
    ].join('\n')
    await expect(text).toMatchFileSnapshot(`../../../tests/fixtures/articles/held/${set}.score.txt`)
  })

  it('loses no character, and is a list that can be read', async () => {
    for (const article of articles) {
      const { list, result } = await split(set, article)
      expect(result.faults, article.file).toBe(0)
      expect(parseList(printList(list), 'a.md').list, article.file).toEqual(list)
    }
  })
})

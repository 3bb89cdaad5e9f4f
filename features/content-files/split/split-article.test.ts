import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { moreShapes } from '@/tests/fixtures/articles/more-shapes'
import { shapes as firstShapes, type Shape } from '@/tests/fixtures/articles/shapes'
import { parseList } from '../format/parse-list'
import { parseRecords } from '../format/parse-records'
import { printList } from '../format/print-list'
import { printRecords } from '../format/print-records'
import { splitResult } from './result'
import { splitArticle } from './split-article'

const shapes = [...firstShapes, ...moreShapes]
const known = parseRecords(fs.readFileSync('content/records.yaml', 'utf8'), 'records.yaml').records

const split = ({ source, format = 'text' }: Pick<Shape, 'source' | 'format'>) => splitArticle(source, format, known)

/** The entries of a split, as shapes write them. */
function entriesOf({ list }: ReturnType<typeof split>): string[] {
  const entries = [...list.entries, ...list.sections.flatMap((one) => [...one.entries, ...one.sections.flatMap((sub) => sub.entries)])]
  return entries.map(({ credits }) => {
    const of = (role: string) => credits.filter((one) => one.role === role).map(({ subject }) => subject.split('/')[1])
    return [of('song')[0] ?? '?', ...of('artist'), ...(of('lead').length ? ['/', ...of('lead')] : [])].join(' ')
  })
}

const found = (shape: Shape) => {
  const given = entriesOf(split(shape))
  return shape.entries.filter((entry) => given.includes(entry)).length
}

describe.each(shapes)('$name', (shape) => {
  it('has its entries, with songs and artists', () => {
    expect(entriesOf(split(shape))).toEqual(shape.entries)
  })

  it('has its title, sections and question', () => {
    const { list } = split(shape)
    if (shape.title) expect(list.title).toBe(shape.title)
    if (shape.question) expect(list.question).toBe(shape.question)
    if (shape.sections) expect(list.sections.map(({ heading }) => heading)).toEqual(shape.sections)
  })

  it('loses no character, and is a list that can be read', () => {
    const { list, newRecords, result } = split(shape)
    expect(result.faults).toBe(0)
    expect(result.leftOver).toEqual([])
    expect(() => splitResult.parse(JSON.parse(JSON.stringify(result)))).not.toThrow()
    expect(parseList(printList(list), 'a.md').list).toEqual(list)
    expect(parseRecords(printRecords({ records: newRecords, series: [], authors: [] }), 'b.yaml').records).toHaveLength(newRecords.length)
  })
})

it('finds at least nine of ten entries over all', () => {
  const all = shapes.reduce((sum, { entries }) => sum + entries.length, 0)
  expect(shapes.reduce((sum, shape) => sum + found(shape), 0) / all).toBeGreaterThan(0.9)
})

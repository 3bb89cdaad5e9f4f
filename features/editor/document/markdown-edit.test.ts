import { describe, expect, test } from 'vitest'
import { slugify } from '@/platform/text/slugify'
import { toggleMark, type Mark } from './markdown-edit'
import { textOf } from './plain-text'
import { blankEntry } from './entries'
import { emptyDocument } from '@/features/articles/schema'

/** `|` stands at both ends of the selection. */
function pressed(mark: Mark, text: string): string {
  const start = text.indexOf('|')
  const end = text.indexOf('|', start + 1) - 1
  const next = toggleMark({ text: text.replaceAll('|', ''), start, end: end < 0 ? start : end }, mark)
  return `${next.text.slice(0, next.start)}|${next.text.slice(next.start, next.end)}|${next.text.slice(next.end)}`
}

describe('a toolbar button', () => {
  test('marks what is chosen, and pressed again takes the mark away', () => {
    expect(pressed('bold', 'so |loud|.')).toBe('so **|loud|**.')
    expect(pressed('bold', 'so **|loud|**.')).toBe('so |loud|.')
    expect(pressed('italic', 'so **|loud|**.')).toBe('so ***|loud|***.')
    expect(pressed('italic', 'so ***|loud|***.')).toBe('so **|loud|**.')
    expect(pressed('italic', '|지드래곤|')).toBe('*|지드래곤|*')
  })

  test('makes links of words and of addresses', () => {
    expect(pressed('link', 'see |this|')).toBe('see [this](|https://|)')
    expect(pressed('link', '|https://example.com/a|')).toBe('[||](https://example.com/a)')
  })

  test('quotes whole lines, and takes the marks off again', () => {
    expect(pressed('quote', 'one\ntw|o\nthr|ee')).toBe('one\n|> two\n> three|')
    expect(pressed('list', '- a|\n- b|')).toBe('|a\nb|')
  })
})

test('words become addresses', () => {
  const slugs = ['“Crooked”', 'G-Dragon’s “One of a Kind”', 'Simon & Martina', '지드래곤', 'Beyoncé', '  ', '💜', '2NE1 – I Am The Best!'].map((words) =>
    slugify(words),
  )
  expect(slugs).toEqual(['crooked', 'g-dragons-one-of-a-kind', 'simon-and-martina', 'jideuraegon', 'beyonce', '', '', '2ne1-i-am-the-best'])
  expect(slugify('word '.repeat(40)).length).toBeLessThanOrEqual(80)
  expect(slugify('지드래곤'.normalize('NFD'))).toBe('jideuraegon')
})

test('a list as text has every word of it', () => {
  const document = {
    ...emptyDocument('Title'),
    standfirst: 'Stand',
    entries: [{ ...blankEntry('entry000', 'e'), heading: 'One', body: 'Words' }],
    outro: 'End',
  }
  expect(textOf(document)).toBe('Title\n\nStand\n\n\n1. One\n\nWords\n\n\nClosing words\n\nEnd')
})

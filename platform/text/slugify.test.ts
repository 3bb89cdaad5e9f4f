import { expect, test } from 'vitest'
import { slugify } from './slugify'

test.each([
  ['Røyksopp', 'royksopp'],
  ['Łódź', 'lodz'],
  ['Straße', 'strasse'],
  ['Þór', 'thor'],
  ['Iğdır', 'igdir'],
  ['Ærø & Đà Nẵng', 'aero-and-da-nang'],
  ['지드래곤', 'jideuraegon'],
])('%s is %s', (words, slug) => expect(slugify(words)).toBe(slug))

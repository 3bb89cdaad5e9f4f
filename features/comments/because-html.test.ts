import fs from 'node:fs'
import { expect, test } from 'vitest'
import { findMessages } from '@/scripts/words/messages.mjs'
import { becauseHtml, refusedBecauseHtml } from './because-html'
import { withoutWord } from './because-word'
import { pendingHtml } from './own-comments-html'
import type { BecauseLine } from './queries/because-line'

// No latin letter is in what readers and writers typed: what is left of them are words of the interface.
const entry = { id: 'entry0000001', slug: 'one', heading: '하나' }
const line: BecauseLine = { list: 'x', entry, isCounted: true, talk: 'everyone', name: '지수', isAccount: false, own: null }
const own = { id: 'comment0001', name: '지수', body: '좋아서', state: 'pending' as const, codes: ['links'], isEditable: true }
const at = { at: 'list' as const }
const place = { list: 'x', entry, ...at }

/** What a person reads or hears of a piece of HTML. */
const readIn = (html: string): string[] =>
  [...html.matchAll(/ (?:aria-label|placeholder)="([^"]*)"|>([^<]+)</g)].map(([, attribute, text]) => (attribute ?? text!).trim()).filter((text) => /[a-z]/i.test(text)) // prettier-ignore

test('each word of the line can be translated', () => {
  const files = ['because-html.ts', 'because-word.ts', 'own-comments-html.ts', '../moderation-rules/reasons.ts']
  const keys = files.flatMap((file) => findMessages(fs.readFileSync(`features/comments/${file}`, 'utf8'), file).map(({ key }) => key))
  const known = (text: string) =>
    keys.some((key) => {
      // A text with an element in it is read in pieces.
      const pieces = key.split(/\{\d+\}/).map((piece) => piece.trim())
      return pieces.includes(text) || (pieces.length > 1 && pieces.every((piece) => text.includes(piece)) && !/[a-z]/i.test(without(text, pieces)))
    })
  const without = (text: string, pieces: string[]) => [...pieces, ...keys].filter((piece) => !piece.includes('{') && piece).reduce((left, piece) => left.replace(piece, ''), text) // prettier-ignore
  const html = [
    becauseHtml(line, at),
    becauseHtml({ ...line, isCounted: false, own }, at),
    becauseHtml({ ...line, own: { ...own, state: 'visible' } }, at),
    becauseHtml({ ...line, talk: 'accounts' }, at),
    becauseHtml({ ...line, isAccount: true }, at),
    pendingHtml({
      id: 'comment0001',
      name: '지수',
      body: '좋',
      createdAt: new Date(0),
      state: 'pending',
      parent: { id: 'comment0002', name: '' },
      links: null,
    }),
  ].join('\n')
  const read = readIn(html)
  expect(read).toEqual(expect.arrayContaining(['Because', 'your name', 'Say it', 'Not now', 'Why 하나']))
  expect(read.filter((text) => !known(text) && !/^\d+ \w+ \d{4}/.test(text) && text !== 'you')).toEqual([])
})

test('the word that was typed is taken out in English and in the language of the interface', () => {
  expect(withoutWord('Because: it is')).toBe('it is')
  expect(withoutWord('왜냐하면, 좋아서', '', '왜냐하면')).toBe('좋아서')
  expect(withoutWord('<p>because it is', '<p>', '왜냐하면 (?)')).toBe('<p>it is')
  expect(withoutWord('becauses', '')).toBe('becauses')
})

test('what one votes for is shown when one says so, and not before', () => {
  expect(becauseHtml(line, at)).not.toContain(' checked')
  const refused = { message: 'At most 8,000 characters', fields: { body: 'At most 8,000 characters' }, values: { body: 'x', showVote: '1' } }
  expect(refusedBecauseHtml(place, refused)).toContain(' checked')
})

test('what is wrong is said beside the field that it is about', () => {
  const message = 'Please correct what is marked'
  const taken = refusedBecauseHtml(place, { message, fields: { name: 'That name is taken' }, values: { body: '좋', name: 'Desk' } })
  expect(taken).toMatch(/<input name="name" value="Desk"[^>]* aria-invalid="true" aria-describedby="talk_because_entry0000001_error_name" autofocus>/)
  expect(taken).toContain('id="talk_because_entry0000001_error_name">That name is taken</p>')
  expect(taken.match(/aria-invalid/g)).toHaveLength(1)
  const both = refusedBecauseHtml(place, { message, fields: { body: 'Write something first', name: 'Say what to call you' }, values: {} })
  expect(both.match(/aria-invalid/g)).toHaveLength(2)
  expect(both.match(/ autofocus/g)).toHaveLength(1)
  // What no field stands for is said of the words.
  const gone = refusedBecauseHtml(place, { message, fields: { entry: 'This list has no such entry' }, values: { body: '좋' } })
  expect(gone).toContain('_error_body">Please correct what is marked This list has no such entry</p>')
  expect(gone).toMatch(/<textarea [^>]* aria-invalid="true" aria-describedby="talk_because_entry0000001_error_body" autofocus>/)
})

test('lines of two entries have no id in common, and none is an entry’s', () => {
  const other = refusedBecauseHtml({ ...place, entry: { ...entry, id: 'entry0000002' } }, { message: 'Wait a little', values: {} })
  const ids = [...(becauseHtml({ ...line, own }, at) + becauseHtml(line, at) + other).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^talk_/)
})

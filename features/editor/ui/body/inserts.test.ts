import type { StateCommand } from '@codemirror/state'
import { expect, test } from 'vitest'
import { bodyState } from './body-view.client'
import { insertCode, insertFootnote, insertQuote, insertTable } from './inserts.client'
import { slashAt } from './slash.client'

/** A body with the caret at `|`; the same after a command, with what is chosen in `[…]`. */
function after(command: StateCommand, marked: string): string {
  const at = marked.indexOf('|')
  let state = bodyState(marked.replace('|', ''), at)
  command({ state, dispatch: (change) => void (state = change.state) })
  const { from, to } = state.selection.main
  const text = state.sliceDoc()
  return from === to ? `${text.slice(0, from)}‸${text.slice(from)}` : `${text.slice(0, from)}‹${text.slice(from, to)}›${text.slice(to)}`
}

test.each([
  [insertTable, '|', '| ‹Heading› | Heading |\n| --- | --- |\n|  |  |'],
  [insertTable, 'Words\n|\nmore', 'Words\n\n| ‹Heading› | Heading |\n| --- | --- |\n|  |  |\n\nmore'],
  [insertQuote, 'Words\n|\nmore', 'Words\n\n> ‸\n>\n> — Who said it\n\nmore'],
  [insertCode, 'Words\n\n|', 'Words\n\n```\n‸\n```'],
  [insertFootnote, 'Words| go on.', 'Words[^1] go on.\n\n[^1]: ‸'],
  [insertFootnote, 'One[^1] two|\n\n[^1]: First.\n', 'One[^1] two[^2]\n\n[^1]: First.\n[^2]: ‸'],
  [insertFootnote, '|', '[^1]\n\n[^1]: ‸'],
])('what is put in stands as a block of its own, with the caret in it: %#', (command, before, wanted) => expect(after(command, before)).toBe(wanted))

test.each([
  ['/', ''],
  ['/qu', 'qu'],
  ['- /ta', 'ta'],
  ['> /', ''],
  ['Words\n\n/li', 'li'],
])('a stroke at the beginning of a line asks what to put in: %j', (text, words) => expect(slashAt(bodyState(text, text.length))?.words).toBe(words))
test.each(['Words /', '/two words', 'https://', '//', 'and/or', '/qu and'])('any other stroke is a stroke: %j', (text) =>
  expect(slashAt(bodyState(text, text.length))).toBeNull(),
)
test('with words behind the caret it is one too', () => expect(slashAt(bodyState('/qu and', 3))).toBeNull())

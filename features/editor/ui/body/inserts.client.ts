'use client'

import type { ChangeSpec, EditorState, StateCommand } from '@codemirror/state'
import { format } from './marks.client'

/** What a block needs before it, and behind it, so that it is one. */
const gaps = (state: EditorState, from: number, to: number) => {
  const [first, last] = [state.doc.lineAt(from), state.doc.lineAt(to)]
  const isBare = (number: number) => number < 1 || number > state.doc.lines || state.doc.line(number).text.trim() === ''
  return { before: isBare(first.number - 1) ? '' : '\n', after: isBare(last.number + 1) ? '' : '\n' }
}

/** Puts a block in the place of the line that the caret is in, with its words from `start` to `end` chosen. */
const block =
  (text: string, start: number, end: number): StateCommand =>
  ({ state, dispatch }) => {
    const line = state.doc.lineAt(state.selection.main.head)
    const { before, after } = gaps(state, line.from, line.to)
    const from = line.from + before.length
    dispatch(
      state.update({
        changes: { from: line.from, to: line.to, insert: before + text + after },
        selection: { anchor: from + start, head: from + end },
        userEvent: format,
        scrollIntoView: true,
      }),
    )
    return true
  }

/** A quotation, and whose words it has. */
export const insertQuote = block('> \n>\n> — Who said it', 2, 2)

const head = '| Heading | Heading |'
export const insertTable = block(`${head}\n| --- | --- |\n|  |  |`, 2, 9)
export const insertCode = block('```\n\n```', 4, 4)

/** A mark at the caret, and the note at the end of the text, where one writes on. */
export const insertFootnote: StateCommand = ({ state, dispatch }) => {
  const text = state.sliceDoc()
  const taken = new Set(Array.from(text.matchAll(/\[\^(\d+)\]/g), ([, number]) => Number(number)))
  let number = 1
  while (taken.has(number)) number++
  const { from, to } = state.selection.main
  const end = text.trimEnd().length
  const isBehindNotes = /(^|\n)\[\^[^\]\n]+\]: [^\n]*$/.test(text.slice(0, end))
  const note = `${end === 0 || (end === from && from === 0) ? '' : isBehindNotes ? '\n' : '\n\n'}[^${number}]: `
  const changes: ChangeSpec[] = [
    { from, to, insert: `[^${number}]` },
    { from: Math.max(end, to), to: text.length, insert: from === 0 && end === 0 ? `\n\n${note}` : note },
  ]
  const set = state.changes(changes)
  dispatch(state.update({ changes: set, selection: { anchor: set.newLength }, userEvent: format, scrollIntoView: true }))
  return true
}

'use client'

import { EditorState, type ChangeSpec, type StateCommand, type Transaction } from '@codemirror/state'
import { live } from './live.client'
import { format } from './marks.client'

const item = /^([ \t]*(?:>[ \t]?)*)([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)/
const quote = /^(?:[ \t]*>[ \t]?)+/
const isEmptyQuote = (text: string) => text.includes('>') && text.replaceAll(/[>\s]/g, '') === ''

export function isIn(state: EditorState, at: number, names: RegExp): boolean {
  for (let node: ReturnType<typeof resolve> | null = resolve(state, at); node; node = node.parent) if (names.test(node.name)) return true
  return false
}
const resolve = (state: EditorState, at: number) => state.field(live).tree.resolveInner(at, -1)
const source = /^(FencedCode|CodeBlock|Table)$/

/** Enter: the next item, or out of an empty one; else a new paragraph, which in Markdown takes two ends of a line. */
export const enter: StateCommand = ({ state, dispatch }) => {
  const { from, to, empty } = state.selection.main
  const line = state.doc.lineAt(from)
  const insert = (text: string) => {
    dispatch(state.update({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, scrollIntoView: true, userEvent: 'input' }))
    return true
  }
  if (isIn(state, from, source)) return insert('\n')
  const found = item.exec(line.text)
  if (found && from >= line.from + found[0].length) {
    if (!empty || line.length > found[0].length) {
      const [, outside, indent, sign, blanks] = found
      return insert(`\n${outside}${indent}${/\d/.test(sign!) ? `${Number.parseInt(sign!) + 1}${sign!.slice(-1)}` : sign}${blanks}`)
    }
    // An empty item ends the list.
    const gap = line.number > 1 && state.doc.line(line.number - 1).length > 0 ? '\n' : ''
    dispatch(state.update({ changes: { from: line.from, to: line.to, insert: gap }, selection: { anchor: line.from + gap.length }, userEvent: format }))
    return true
  }
  const signs = quote.exec(line.text)?.[0].trimEnd()
  if (signs) {
    if (!empty || !isEmptyQuote(line.text)) return insert(`\n${signs}\n${signs} `)
    // Out of the quote: its empty line becomes the gap.
    const above = line.number > 1 ? state.doc.line(line.number - 1) : null
    const start = above && isEmptyQuote(above.text) ? above.from : line.from
    const gap = start > 0 ? '\n' : ''
    dispatch(state.update({ changes: { from: start, to: line.to, insert: gap }, selection: { anchor: start + gap.length }, userEvent: format }))
    return true
  }
  // An empty paragraph makes no other.
  if (empty && line.length === 0 && (line.number === 1 || state.doc.line(line.number - 1).length === 0)) return true
  return insert(line.length === 0 && empty ? '\n' : '\n\n')
}

/** A new line in the same paragraph. */
export const softBreak: StateCommand = ({ state, dispatch }) => {
  const { from, to } = state.selection.main
  const line = state.doc.lineAt(from)
  const found = item.exec(line.text)
  const signs = found ? found[1]! + ' '.repeat(found[0].length - found[1]!.length) : (/^[ \t]*(?:>[ \t]?)*/.exec(line.text)?.[0] ?? '')
  // In code it is a line, and in a table, which ends with its row, a blank; where nothing stands before it a sign would be read.
  const text = isIn(state, from, /^(FencedCode|CodeBlock)$/) || line.from === from ? '\n' : isIn(state, from, /^Table$/) ? ' ' : `\\\n${signs}`
  dispatch(state.update({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, scrollIntoView: true, userEvent: 'input' }))
  return true
}

/** Puts a sign before each line that was chosen, or takes it away when all have it. A quote takes the empty lines between, so that it stays one. */
export const setLines =
  (sign: '> ' | '- ' | '1. '): StateCommand =>
  ({ state, dispatch }) => {
    const { from, to } = state.selection.main
    const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number]
    const lines = Array.from({ length: last - first + 1 }, (_, index) => state.doc.line(first + index))
    const written = lines.filter(({ length }) => length > 0)
    const has = (text: string) => (sign === '> ' ? /^>[ \t]?/ : sign === '- ' ? /^[-*+][ \t]+/ : /^\d{1,9}[.)][ \t]+/).exec(text)?.[0].length ?? 0
    const isOn = written.length > 0 && written.every(({ text }) => has(text) > 0)
    let number = 0
    const changes = lines.flatMap((line): ChangeSpec[] => {
      if (isOn) return has(line.text) > 0 ? [{ from: line.from, to: line.from + has(line.text) }] : []
      if (line.length === 0 && written.length > 0) return sign === '> ' ? [{ from: line.from, insert: '>' }] : []
      return has(line.text) > 0 ? [] : [{ from: line.from, insert: sign === '1. ' ? `${++number}. ` : sign }]
    })
    const set = state.changes([...(isOn ? [] : gapBefore(state, first)), ...changes])
    dispatch(state.update({ changes: set, selection: state.selection.map(set, 1), userEvent: format, scrollIntoView: true }))
    return true
  }

/** A quote or a list directly behind a line of words would go on with it. */
function gapBefore(state: EditorState, first: number): ChangeSpec[] {
  const above = first > 1 ? state.doc.line(first - 1).text : ''
  return above.trim() === '' || item.test(above) || quote.test(above) ? [] : [{ from: state.doc.line(first).from, insert: '\n' }]
}

/** Backspace behind the signs of a line takes these away first. */
export const withoutSign: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection
  const prefix = main.empty && state.field(live).prefixes.findLast(({ to }) => to === main.head)
  if (!prefix) return false
  dispatch(state.update({ changes: prefix, userEvent: format }))
  return true
}

/** Hidden signs at the beginning of a line give two places for one caret: it stands behind them, or in the paragraph before. */
export const besideSigns = EditorState.transactionFilter.of((change: Transaction) => {
  const { selection, startState } = change
  if (!selection || change.docChanged || !selection.main.empty) return change
  let at = selection.main.head
  const before = startState.selection.main.head
  for (const { from, to } of startState.field(live).prefixes.toReversed()) {
    if (at < from || at >= to) continue
    at = to
    if (before !== to || from === 0) continue
    for (at = from - 1; at > 0 && startState.doc.lineAt(at).length === 0;) at--
  }
  return at === selection.main.head ? change : [change, { selection: { anchor: at }, sequential: true }]
})

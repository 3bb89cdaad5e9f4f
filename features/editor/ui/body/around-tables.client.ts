'use client'

import { Annotation, EditorState, Transaction, type TransactionSpec } from '@codemirror/state'
import { live } from './live.client'

/** A change of somebody else or of the history, or one that is none until words come: it is not told. */
export const untold = Annotation.define<boolean>()

const beside = /^(?:input(?!\.cell)|delete|move)\b/

/**
 * The source of a table is not seen, so what is typed, pasted or deleted beside it never goes into it: it is written in its cells, or goes as a whole. Where the caret would have
 * joined words to it, it goes into the table; words in the line below, which would be a row, become a paragraph.
 */
export const aroundTables = EditorState.transactionFilter.of((change) => {
  if (!change.docChanged || !beside.test(change.annotation(Transaction.userEvent) ?? '')) return change
  const { startState, changes, newDoc } = change
  const { doc, selection } = startState
  for (const { from, to } of startState.field(live).tables) {
    let isWhole = !changes.touchesRange(from, to + 1)
    changes.iterChangedRanges((start, end) => (isWhole ||= start <= from && end >= to))
    if (isWhole) continue
    const [start, end] = [changes.mapPos(from, -1), changes.mapPos(to, 1)]
    const isSame = newDoc.sliceString(start, end) === doc.sliceString(from, to)
    if (!isSame || newDoc.lineAt(start).from !== start || newDoc.lineAt(end).to !== end) {
      const { main } = selection
      return main.empty ? { selection: { anchor: Math.min(Math.max(main.head, from), to) }, scrollIntoView: true } : []
    }
    const isBare = (text: typeof doc, at: number) => at < text.length && text.lineAt(at + 1).text.trim() === ''
    if (isBare(doc, to) && end < newDoc.length && !isBare(newDoc, end)) return [change, { changes: { from: to, insert: '\n' } }]
  }
  return change
})

/** The caret behind a table that ends at `to`. At the end of the text it gets a line to stand in, which is written with the first words only. */
export function belowTable({ doc }: EditorState, to: number): TransactionSpec {
  const missing = '\n\n'.slice(doc.length - to)
  const anchor = missing || doc.sliceString(to, to + 2) === '\n\n' ? to + 2 : to + 1
  return { changes: missing ? { from: to, insert: missing } : [], selection: { anchor }, annotations: missing ? untold.of(true) : [], scrollIntoView: true }
}

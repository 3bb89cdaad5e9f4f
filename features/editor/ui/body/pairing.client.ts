'use client'

import { Annotation, EditorState, type ChangeSpec } from '@codemirror/state'
import type { Pair } from './drawing.client'
import { live } from './live.client'
import { format } from './marks.client'

/** Signs live and die in pairs: who deletes one deletes the other, who cuts words with one of them keeps it, at the words. */
export const pairing = EditorState.transactionFilter.of((change) => {
  if (!change.docChanged || !(change.isUserEvent('delete') || change.isUserEvent('input')) || change.isUserEvent('input.type.compose')) return change
  const { pairs } = change.startState.field(live)
  const more: ChangeSpec[] = []
  change.changes.iterChanges((from, to) => {
    if (from === to) return
    for (const pair of pairs)
      if (pair.from < to && pair.to > from && !(from <= pair.from && pair.to <= to)) more.push(...kept(change.startState, pair, from, to))
  })
  return more.length > 0 ? [change, { changes: more, sequential: false }] : change
})

/** What else changes when `from` to `to` goes, which cuts into a pair. */
function kept(state: EditorState, { from: start, open, close, to: end }: Pair, from: number, to: number): ChangeSpec[] {
  const [cutsOpening, cutsClosing] = [from < open && to > start, to > close && from < end]
  if (cutsOpening && cutsClosing) return []
  if (!cutsOpening && !cutsClosing) {
    // All that was between them.
    const isAll = from <= open && to >= close
    return isAll
      ? [
          { from: start, to: open },
          { from: close, to: end },
        ]
      : []
  }
  const isSignAlone = cutsOpening ? from >= start && to <= open : from >= close && to <= end
  if (isSignAlone) return [cutsOpening ? { from: close, to: end } : { from: start, to: open }]
  // Blanks stay outside: beside them a sign does not bind.
  const rest = cutsOpening ? state.sliceDoc(to, close) : state.sliceDoc(open, from)
  if (rest.trim() === '') return [cutsOpening ? { from: Math.max(to, close), to: end } : { from: start, to: Math.min(from, open) }]
  if (cutsOpening) return [{ from: to + rest.length - rest.trimStart().length, insert: state.sliceDoc(start, open) }]
  return [{ from: from - (rest.length - rest.trimEnd().length), insert: state.sliceDoc(close, end) }]
}

/** Whether a change tidies up behind the caret: it belongs to the step before it. */
export const tidies = Annotation.define<boolean>()

/** Who leaves a pair that was kept open leaves no signs behind: blanks go outside, an empty pair goes away. */
export const closing = EditorState.transactionFilter.of((change) => {
  const { open } = change.startState.field(live)
  if (!open || change.docChanged) return change
  const { main } = change.newSelection
  if (main.empty && main.head >= open.from && main.head <= open.to) return change
  const tidied = tidy(change.startState, open)
  return tidied ? [change, { ...tidied, sequential: false }] : change
})

/** The change that leaves a pair as Markdown reads it. */
function tidy(state: EditorState, { from, open, close, to }: Pair) {
  const [sign, words] = [state.sliceDoc(from, open), state.sliceDoc(open, close)]
  const core = words.trim()
  const before = words.slice(0, words.length - words.trimStart().length)
  const insert = core ? `${before}${sign}${core}${sign}${words.slice(before.length + core.length)}` : words
  return insert === state.sliceDoc(from, to) ? null : { changes: { from, to, insert }, userEvent: format, annotations: tidies.of(true) }
}

/** The same, for a field that is left. */
export const tidied = (state: EditorState) => {
  const { open } = state.field(live)
  return open ? tidy(state, open) : null
}

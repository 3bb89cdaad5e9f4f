'use client'

import { EditorView } from '@codemirror/view'
import { smartened } from '../../document/smart-typing'
import { live } from './live.client'
import { format } from './marks.client'

const asItIs = /^(InlineCode|FencedCode|CodeBlock|URL|Autolink|LinkReference)$/

/** That of the words, which stands on what is around them. */
const languageOf = (view: EditorView) => view.dom.closest('[lang]')?.getAttribute('lang') ?? ''

/** Prints quotation marks, dashes and dots as one types them. What was typed is a step of its own before, so one step back takes the print away. */
export const smart = EditorView.inputHandler.of((view, from, to, text, insert) => {
  if (text.length !== 1 || view.composing || from !== to) return false
  const { state } = view
  const line = state.doc.lineAt(from)
  const found = smartened(state.sliceDoc(line.from, from), text, languageOf(view))
  if (!found) return false
  for (let node = state.field(live).tree.resolveInner(from, -1); ; node = node.parent!) {
    if (asItIs.test(node.name)) return false
    if (!node.parent) break
  }
  view.dispatch(insert())
  const end = view.state.selection.main.head
  // A table takes none.
  if (view.state.doc === state.doc) return true
  const start = end - text.length - found.deletes
  view.dispatch({
    changes: { from: start, to: end, insert: found.insert },
    selection: { anchor: start + found.insert.length },
    userEvent: format,
    scrollIntoView: true,
  })
  return true
})

'use client'

import type { EditorState } from '@codemirror/state'

/** The `/…` at the beginning of a line that ends at the caret: where it begins, and what was typed behind the stroke. */
export type Slash = { from: number; words: string }

const slash = /^((?:>[ \t]?)*(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)?)\/([\p{L}\p{N}]{0,12})$/u

export function slashAt(state: EditorState): Slash | null {
  const { main } = state.selection
  const line = state.doc.lineAt(main.head)
  const found = main.empty && main.head === line.to ? slash.exec(line.text) : null
  return found ? { from: line.from + found[1]!.length, words: found[2]! } : null
}

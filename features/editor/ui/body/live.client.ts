'use client'

import { StateEffect, StateField, type EditorState, type Transaction } from '@codemirror/state'
import { EditorView, type DecorationSet } from '@codemirror/view'
import { TreeFragment, type Tree } from '@lezer/common'
import { draw, isInline, type Pair, type Reach } from './drawing.client'
import { grammarOf } from './grammar.client'

/** What is known of a body beside its text: how it reads, and how it is drawn. */
export type Live = {
  tree: Tree
  fragments: readonly TreeFragment[]
  drawn: DecorationSet
  /** What the caret passes in one step. */
  atoms: DecorationSet
  pairs: readonly Pair[]
  /** Signs at the beginning of lines: of quotes, lists and headings. */
  prefixes: readonly Reach[]
  /** Tables that are shown as such; none while a syllable is composed. */
  tables: readonly Reach[]
  open: Pair | null
  focused: boolean
  /** The text has changed since it was drawn, because a syllable was composed. */
  stale: boolean
}

const setFocused = StateEffect.define<boolean>()
const redraw = StateEffect.define<null>()
/** A pair of signs that is none yet (`**|**`), or no longer (`**bold |**`), while the caret is in it. */
export const setOpen = StateEffect.define<Pair>()
/** The words that a link is being made of, while its field has the focus. */
export const setHeld = StateEffect.define<Reach | null>()

export const live = StateField.define<Live>({
  create: (state) => drawnAs(state, grammarOf(state).parse(state.sliceDoc()), [], false, null),
  update(was, change) {
    let { tree, fragments, focused } = was
    for (const effect of change.effects) if (effect.is(setFocused)) focused = effect.value
    const open = stillOpen(was, change)
    if (change.docChanged) {
      const moved: { fromA: number; toA: number; fromB: number; toB: number }[] = []
      change.changes.iterChangedRanges((fromA, toA, fromB, toB) => moved.push({ fromA, toA, fromB, toB }))
      fragments = TreeFragment.applyChanges(fragments, moved)
      tree = grammarOf(change.state).parse(change.state.sliceDoc(), fragments)
      // While a syllable is composed nothing round it may move: the browser would begin the composition anew.
      if (change.isUserEvent('input.type.compose')) {
        const [drawn, atoms] = [was.drawn.map(change.changes), was.atoms.map(change.changes)]
        return { ...was, tree, fragments: TreeFragment.addTree(tree, fragments), drawn, atoms, pairs: [], prefixes: [], tables: [], open, stale: true }
      }
    } else if (focused === was.focused && !change.effects.some((effect) => effect.is(redraw)) && (!change.selection || was.stale)) return was
    return drawnAs(change.state, tree, fragments, focused, open)
  },
  provide: (field) => [EditorView.decorations.from(field, ({ drawn }) => drawn), EditorView.atomicRanges.of((view) => view.state.field(field).atoms)],
})

/** The table that a place stands in. */
export const tableAt = (state: EditorState, place: number): Reach | undefined => state.field(live).tables.find(({ from, to }) => from <= place && place <= to)

function drawnAs(state: EditorState, tree: Tree, fragments: readonly TreeFragment[], focused: boolean, open: Pair | null): Live {
  return { ...draw(state, tree, { focused, open }), tree, fragments: TreeFragment.addTree(tree, fragments), focused, stale: false }
}

/** A pair that the caret writes in stays one, although a blank at its edge makes it none in Markdown. Only pairs that were good before the key: `2 ** 3` never is. */
function stillOpen(was: Live, change: Transaction): Pair | null {
  for (const effect of change.effects) if (effect.is(setOpen)) return effect.value
  const before = change.startState.selection.main.head
  const writes = change.docChanged && (change.isUserEvent('input.type') || change.isUserEvent('delete'))
  const pair = was.open ?? (writes ? was.pairs.findLast((one) => isInline(one.kind) && one.open <= before && before <= one.close) : null)
  if (!pair) return null
  const { changes } = change
  const [from, open] = [changes.mapPos(pair.from, 1), changes.mapPos(pair.open, -1)]
  const [close, to] = [changes.mapPos(pair.close, 1), changes.mapPos(pair.to, -1)]
  const { main } = change.newSelection
  const [was1, was2] = [change.startState.sliceDoc(pair.from, pair.open), change.startState.sliceDoc(pair.close, pair.to)]
  const isWhole = change.newDoc.sliceString(from, open) === was1 && change.newDoc.sliceString(close, to) === was2
  const isInside = main.empty && open <= main.head && main.head <= close
  return isWhole && isInside && !change.newDoc.sliceString(open, close).includes('\n') ? { kind: pair.kind, from, open, close, to } : null
}

/** Keeps `focused` right, and draws anew when a composition has ended. */
export const watching = [
  EditorView.focusChangeEffect.of((_state, focused) => setFocused.of(focused)),
  EditorView.domEventHandlers({
    compositionend: (_event, view) => {
      setTimeout(() => view.dom.isConnected && view.state.field(live).stale && !view.composing && view.dispatch({ effects: redraw.of(null) }))
    },
  }),
]

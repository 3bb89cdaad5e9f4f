'use client'

import { EditorSelection, findClusterBreak, type SelectionRange } from '@codemirror/state'
import { Direction, EditorView, type Command, type KeyBinding } from '@codemirror/view'

/** Where the end of what is chosen goes from here. */
type Move = (view: EditorView, from: SelectionRange, forward: boolean) => SelectionRange

const byCharacter: Move = (view, from, forward) => view.moveByChar(from, forward)
const byWord: Move = (view, from, forward) => view.moveByGroup(from, forward)
const byDocument: Move = (view, _from, forward) => EditorSelection.cursor(forward ? view.state.doc.length : 0)
/** To the end of the line as it wraps, and from there to the end of all of it. */
const byEdge: Move = (view, from, forward) => {
  const wrapped = view.moveToLineBoundary(from, forward)
  return wrapped.head === from.head ? view.moveToLineBoundary(from, forward, false) : wrapped
}
const byLine: Move = (view, from, forward) => {
  const moved = view.moveVertically(from, forward)
  return moved.head === from.head ? view.moveToLineBoundary(from, forward) : moved
}
// The page scrolls, not the field: a screen of it.
const byPage: Move = (view, from, forward) => view.moveVertically(from, forward, Math.max(view.defaultLineHeight, window.innerHeight - view.defaultLineHeight))

function choose(view: EditorView, next: SelectionRange): boolean {
  if (next.eq(view.state.selection.main, true)) return false
  view.dispatch({ selection: EditorSelection.create([next]), scrollIntoView: true, userEvent: 'select' })
  return true
}

/** What was chosen is given up first, at the end that one goes to. */
const go =
  (move: Move, forward: boolean): Command =>
  (view) => {
    const { main } = view.state.selection
    return choose(
      view,
      main.empty || move === byDocument || move === byEdge ? move(view, main, forward) : EditorSelection.cursor(forward ? main.to : main.from),
    )
  }
const extend =
  (move: Move, forward: boolean): Command =>
  (view) => {
    const { main } = view.state.selection
    const { head, goalColumn, bidiLevel, assoc } = move(view, main, forward)
    return choose(view, EditorSelection.range(main.anchor, head, goalColumn, bidiLevel ?? undefined, assoc))
  }

/** The arrow to the left leads forward in a text that is written from right to left. */
const sideways =
  (does: (move: Move, forward: boolean) => Command, move: Move, toTheRight: boolean): Command =>
  (view) =>
    does(move, toTheRight === (view.textDirectionAt(view.state.selection.main.head) === Direction.LTR))(view)

/** The place up to which one character is deleted: of letters with marks, backward only the last mark. */
const characterBeside: Move = ({ state }, { head }, forward) => {
  const line = state.doc.lineAt(head)
  const beside = line.from + findClusterBreak(line.text, head - line.from, forward, forward)
  const atEnd = forward ? Math.min(state.doc.length, head + 1) : Math.max(0, head - 1)
  return EditorSelection.cursor(beside === head ? atEnd : beside)
}

/** What the caret passes in one step is deleted in one. */
function besideAtoms(view: EditorView, at: number, forward: boolean): number {
  let place = at
  for (const atoms of view.state.facet(EditorView.atomicRanges))
    atoms(view).between(place, place, (from, to) => {
      if (from < place && place < to) place = forward ? to : from
    })
  return place
}

const erase =
  (move: Move, forward: boolean): Command =>
  (view) => {
    const { main } = view.state.selection
    if (view.state.readOnly) return false
    const end = main.empty ? besideAtoms(view, move(view, main, forward).head, forward) : main.head
    const [from, to] = main.empty
      ? [Math.min(main.head, end), Math.max(main.head, end)]
      : [besideAtoms(view, main.from, false), besideAtoms(view, main.to, true)]
    if (from === to) return false
    const event = main.empty ? (forward ? 'delete.forward' : 'delete.backward') : 'delete.selection'
    view.dispatch({
      changes: { from, to },
      selection: EditorSelection.cursor(from),
      scrollIntoView: true,
      userEvent: event,
      effects: main.empty ? [] : EditorView.announce.of('Selection deleted'),
    })
    return true
  }

type Names = Pick<KeyBinding, 'key' | 'mac'>
const moving = (names: Names, move: Move, forward: boolean): KeyBinding => ({
  ...names,
  run: go(move, forward),
  shift: extend(move, forward),
  preventDefault: true,
})
const aside = (names: Names, move: Move, toTheRight: boolean): KeyBinding => ({
  ...names,
  run: sideways(go, move, toTheRight),
  shift: sideways(extend, move, toTheRight),
  preventDefault: true,
})
const erasing = (names: Names, move: Move, forward: boolean): KeyBinding => ({ ...names, run: erase(move, forward), preventDefault: true })

/**
 * The keys that move the caret and delete, as each system has them. The library's own come with its commands for source code, which weigh a tenth of the editor.
 */
export const usualKeys: readonly KeyBinding[] = [
  ...[false, true].flatMap((forward) => {
    const [arrow, end] = forward ? ['ArrowRight', 'ArrowDown'] : ['ArrowLeft', 'ArrowUp']
    return [
      aside({ key: arrow }, byCharacter, forward),
      aside({ key: `Mod-${arrow}`, mac: `Alt-${arrow}` }, byWord, forward),
      aside({ mac: `Cmd-${arrow}` }, byEdge, forward),
      moving({ key: end }, byLine, forward),
      moving({ mac: `Cmd-${end}` }, byDocument, forward),
      moving({ key: forward ? 'PageDown' : 'PageUp' }, byPage, forward),
      moving({ mac: `Ctrl-${end}` }, byPage, forward),
      moving({ key: forward ? 'End' : 'Home' }, byEdge, forward),
      moving({ key: forward ? 'Mod-End' : 'Mod-Home' }, byDocument, forward),
      erasing({ key: forward ? 'Mod-Delete' : 'Mod-Backspace', mac: forward ? 'Alt-Delete' : 'Alt-Backspace' }, byWord, forward),
      erasing({ mac: forward ? 'Mod-Delete' : 'Mod-Backspace' }, byEdge, forward),
      moving({ mac: forward ? 'Ctrl-f' : 'Ctrl-b' }, byCharacter, forward),
      moving({ mac: forward ? 'Ctrl-n' : 'Ctrl-p' }, byLine, forward),
      moving({ mac: forward ? 'Ctrl-e' : 'Ctrl-a' }, byEdge, forward),
      erasing({ mac: forward ? 'Ctrl-d' : 'Ctrl-h' }, characterBeside, forward),
    ]
  }),
  { ...erasing({ key: 'Backspace' }, characterBeside, false), shift: erase(characterBeside, false) },
  erasing({ key: 'Delete' }, characterBeside, true),
  erasing({ mac: 'Ctrl-k' }, byEdge, true),
  { key: 'Mod-a', run: (view) => choose(view, EditorSelection.range(0, view.state.doc.length)) || true, preventDefault: true },
]

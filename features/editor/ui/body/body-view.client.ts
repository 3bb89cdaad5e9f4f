'use client'

import { ChangeSet, EditorSelection, EditorState, Prec, Transaction, type StateCommand } from '@codemirror/state'
import { EditorView, keymap, placeholder as whenEmpty, type ViewUpdate } from '@codemirror/view'
import { changesShown } from '../arriving.client'
import { isStepping } from '../stepping.client'
import { aroundTables, untold } from './around-tables.client'
import { notePasteKey, onCopy, onDragOver, onDrop, onPaste, type Pasting } from './clipboard.client'
import { held } from './held.client'
import { isLine } from './grammar.client'
import { usualKeys } from './keys.client'
import { besideSigns, enter, softBreak, withoutSign } from './lines.client'
import { live, tableAt, watching } from './live.client'
import { format, toggle } from './marks.client'
import { nextCaret, places } from './places.client'
import { closing, pairing, tidied, tidies } from './pairing.client'
import { smart } from './smart.client'

/** How a change came about: `typed` goes on in one step of the history, `done` is a step of its own, `tidied` belongs to the step before. */
export type HowChanged = 'typed' | 'done' | 'tidied'

type Options = Pasting & {
  text: string
  selection: { from: number; to: number }
  placeholder: string
  /** It is one line: Enter leads on. */
  line: { onEnter: () => void } | null
  attributes: Record<string, string>
  onChange: (text: string, how: HowChanged) => void
  onUpdate: (view: EditorView) => void
  onLink: () => void
  /** The caret has come into a table, where its cells have fields. */
  onTable: (from: number, to: number) => void
  /** A key that a menu over the text may take. */
  onMenuKey: (key: string) => boolean
}

/** All that makes a text a body, or (`line`) a subheading, without a page: tests use it too. */
export const bodyState = (text: string, anchor = 0, head = anchor, line = false) =>
  EditorState.create({
    doc: text,
    selection: { anchor, head },
    extensions: [asItIs, ...(line ? oneLine : []), live, closing, besideSigns, pairing, aroundTables],
  })

// "\n" alone ends a line, so that nothing is changed on the way in and out.
const asItIs = EditorState.lineSeparator.of('\n')

/** An end of a line, or a break, that somebody puts into one line is a blank. What comes from outside is shown as it is. */
const oneLine = [
  isLine.of(true),
  EditorState.transactionFilter.of((change) => {
    if (!change.docChanged || change.annotation(untold)) return change
    const changes: { from: number; to: number; insert: string }[] = []
    let isWhole = true
    change.changes.iterChanges((from, to, _from, _to, inserted) => {
      isWhole &&= inserted.lines === 1
      changes.push({ from, to, insert: inserted.toString().replaceAll(/(?<![ \t])[ \t]*(?:(?<!\\)\\)?\n(?:\s|(?<!\\)\\\n)*/g, ' ') })
    })
    if (isWhole) return change
    const set = change.startState.changes(changes)
    return {
      changes: set,
      selection: { anchor: set.mapPos(change.startState.selection.main.to, 1) },
      userEvent: change.annotation(Transaction.userEvent),
      scrollIntoView: true,
    }
  }),
]

export function openBody(parent: HTMLElement, options: Options): EditorView {
  const { text, selection, placeholder, line, attributes, onUpdate, onLink, onMenuKey } = options
  const isFitting = (at: number) => Math.min(Math.max(0, at), text.length)
  const key = (name: string, run: StateCommand) => ({ key: name, run })
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      selection: { anchor: isFitting(selection.from), head: isFitting(selection.to) },
      extensions: [
        asItIs,
        EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          spellcheck: 'true',
          autocorrect: 'on',
          autocapitalize: 'sentences',
          translate: 'yes',
          writingsuggestions: 'true',
          ...attributes,
        }),
        EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?/g, '\n')),
        whenEmpty(placeholder),
        ...(line ? oneLine : []),
        live,
        held,
        places,
        closing,
        besideSigns,
        pairing,
        aroundTables,
        watching,
        smart,
        Prec.highest(keymap.of(['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'].map((name) => ({ key: name, run: () => onMenuKey(name) })))),
        Prec.high(
          keymap.of([
            key('Mod-b', toggle('bold')),
            key('Mod-i', toggle('italic')),
            ...(line ? [] : [key('Mod-Shift-x', toggle('spoiler'))]),
            { key: 'Mod-k', run: () => (onLink(), true) },
            ...(line ? [{ key: 'Enter', run: () => (line.onEnter(), true), shift: () => true }] : [key('Enter', enter), key('Shift-Enter', softBreak)]),
            key('Backspace', withoutSign),
          ]),
        ),
        // Ctrl Enter begins the next entry, and is no end of a line.
        keymap.of(usualKeys),
        EditorView.domEventHandlers({
          paste: (event, view) => onPaste(event, view, options),
          dragover: onDragOver,
          drop: (event, view) => onDrop(event, view, options),
          keydown: notePasteKey,
          copy: onCopy,
          cut: onCopy,
        }),
        EditorView.updateListener.of((update) => {
          tell(update, options)
          if (update.selectionSet || update.docChanged || update.focusChanged) intoTable(update.view, options)
          if (update.docChanged || update.selectionSet || update.focusChanged || update.geometryChanged) onUpdate(update.view)
        }),
      ],
    }),
  })
}

/** The caret, and what was chosen within a table; not what is chosen beyond it, as all of a text is. */
function intoTable({ hasFocus, composing, state }: EditorView, { onTable }: Options) {
  const { from, to, empty } = state.selection.main
  const table = hasFocus && !composing ? tableAt(state, from) : undefined
  if (table && to <= table.to && (empty || from > table.from || to < table.to)) onTable(from, to)
}

function tell({ transactions }: ViewUpdate, { onChange }: Options) {
  for (const change of transactions) {
    if (!change.docChanged || change.annotation(untold)) continue
    const isDone = change.isUserEvent(format) || change.isUserEvent('input.paste') || change.isUserEvent('input.drop') || change.isUserEvent('delete.cut')
    // What goes on with a composition is one step with its beginning, however long one looks for the right candidate, and whatever blanks stand in what is typed for it.
    const goesOn = change.isUserEvent('input.type.compose') && !change.isUserEvent('input.type.compose.start')
    onChange(change.newDoc.toString(), goesOn || change.annotation(tidies) ? 'tidied' : isDone ? 'done' : 'typed')
  }
}

/** Shows a text that changed elsewhere, so that the caret stays with its words; after a step of the history it stands at what changed. */
export function showText(view: EditorView, text: string): void {
  const was = view.state.sliceDoc()
  if (was === text) return
  const hadFocus = view.dom.contains(document.activeElement)
  let { anchor, head } = view.state.selection.main
  let changes = ChangeSet.empty(was.length)
  for (const done of changesShown(was, text)) {
    const next = ChangeSet.of(
      done.map(([from, deleted, insert]) => ({ from, to: from + deleted, insert })),
      changes.newLength,
      '\n',
    )
    anchor = next.mapPos(anchor, -1)
    head = next.mapPos(head, -1)
    changes = changes.compose(next)
  }
  let selection = EditorSelection.range(anchor, head)
  if (isStepping()) changes.iterChangedRanges((_from, _to, _start, end) => (selection = EditorSelection.range(end, end)))
  const next = nextCaret.get(view)
  const goesOn = next?.text === text
  if (goesOn) selection = EditorSelection.range(next.at, next.at)
  nextCaret.delete(view)
  view.dispatch({ changes, selection, annotations: [untold.of(true), Transaction.addToHistory.of(false)], scrollIntoView: isStepping() || goesOn })
  // A cell with the focus may have gone.
  if (hadFocus && !view.dom.contains(document.activeElement)) view.focus()
}

/** What has to be done before a body is left. */
export function leaveBody(view: EditorView): void {
  const tidy = tidied(view.state)
  if (tidy) view.dispatch(tidy)
}

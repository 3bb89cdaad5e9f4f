'use client'

import { EditorSelection, type ChangeSpec, type EditorState, type StateCommand, type TransactionSpec } from '@codemirror/state'
import type { Pair, Reach } from './drawing.client'
import { grammarOf, spoilersIn } from './grammar.client'
import { live, setOpen } from './live.client'

const marks = { bold: ['StrongEmphasis', '**'], italic: ['Emphasis', '*'], strike: ['Strikethrough', '~~'], spoiler: ['Spoiler', '||'] } as const
export type Mark = keyof typeof marks

/** What one chose to do to the look of words: a step of its own in the history. */
export const format = 'format'

/** Signs of quotes, items and headings, which stay outside of what is made bold. */
const lineSigns = /^[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}[ \t]+)*/

const pairAt = (state: EditorState, kind: string, { from, to }: Reach): Pair | undefined =>
  state.field(live).pairs.findLast((pair) => pair.kind === kind && pair.from <= from && pair.to >= to)
const pairIn = (state: EditorState, kind: string, { from, to }: Reach) =>
  state.field(live).pairs.findLast((pair) => pair.kind === kind && (from === to ? pair.open <= from && pair.close >= to : pair.from <= from && pair.to >= to))

export const isOn = (state: EditorState, mark: Mark): boolean => {
  const [kind] = marks[mark]
  return pairIn(state, kind, state.selection.main) !== undefined || state.field(live).open?.kind === kind
}

/** Bold or italic on or off, as one change. With nothing chosen, at the end of what has it: for what is written next. */
export const toggle =
  (mark: Mark): StateCommand =>
  ({ state, dispatch }) => {
    const [kind, sign] = marks[mark]
    const { main } = state.selection
    const open = state.field(live).open
    const inside = open?.kind === kind ? open : pairIn(state, kind, main)
    const beside = main.empty && !inside && state.field(live).pairs.findLast((pair) => pair.kind === kind && pair.to === main.head)
    if (beside) {
      dispatch(state.update({ selection: { anchor: beside.close }, scrollIntoView: true }))
      return true
    }
    if (inside && main.empty && main.head === inside.close && state.sliceDoc(inside.open, inside.close).trim() !== '') {
      dispatch(state.update(outOf(state, inside), { scrollIntoView: true }))
      return true
    }
    if (inside) {
      dispatch(state.update({ changes: withoutSigns(inside), userEvent: format, scrollIntoView: true }))
      return true
    }
    // Readers press a spoiler, and a link: one in the other they could not. Words of a link are hidden with all of it.
    const link = mark === 'spoiler' ? pairAt(state, 'Link', main) : undefined
    if (link) {
      dispatch(state.update({ changes: around(link.from, link.to, sign), userEvent: format, scrollIntoView: true }))
      return true
    }
    dispatch(state.update(main.empty ? onWord(state, kind, sign) : onWords(state, kind, sign), { userEvent: format, scrollIntoView: true }))
    return true
  }

const withoutSigns = ({ from, open, close, to }: Pair): ChangeSpec[] => [
  { from, to: open },
  { from: close, to },
]

/** Behind the last word the caret goes out of the pair, as one writes on without it; blanks at its edges go too: beside them a sign does not bind. */
function outOf(state: EditorState, { from, open, close, to }: Pair): TransactionSpec {
  const words = state.sliceDoc(open, close)
  const [lead, tail] = [words.length - words.trimStart().length, words.length - words.trimEnd().length]
  const changes: ChangeSpec[] = [
    ...(lead > 0
      ? [
          { from, insert: words.slice(0, lead) },
          { from: open, to: open + lead },
        ]
      : []),
    ...(tail > 0
      ? [
          { from: close - tail, to: close },
          { from: to, insert: words.slice(-tail) },
        ]
      : []),
  ]
  return { changes, selection: { anchor: to }, ...(changes.length > 0 && { userEvent: format }) }
}

/** With nothing chosen it takes the word, or begins a pair to write in. */
function onWord(state: EditorState, kind: string, sign: string): TransactionSpec {
  const { head } = state.selection.main
  const word = state.wordAt(head)
  if (word && !word.empty) return { changes: wrapped(state, word, kind, sign) }
  const at = head + sign.length
  return {
    changes: { from: head, insert: sign + sign },
    selection: { anchor: at },
    effects: setOpen.of({ kind, from: head, open: at, close: at, to: at + sign.length }),
  }
}

/** Line by line, behind the line's signs and without the blanks at its ends: no emphasis goes on over the end of a paragraph. */
function onWords(state: EditorState, kind: string, sign: string): TransactionSpec {
  const { main } = state.selection
  const around = state.field(live).pairs.filter((pair) => pair.kind === kind && pair.from < main.to && pair.to > main.from)
  const changes: ChangeSpec[] = around.flatMap(withoutSigns)
  for (let at = main.from; at <= main.to;) {
    const line = state.doc.lineAt(at)
    let from = Math.max(main.from, line.from + lineSigns.exec(line.text)![0].length)
    let to = Math.min(main.to, line.to)
    for (const pair of around) {
      if (pair.from < from && pair.to > from) from = pair.from
      if (pair.from < to && pair.to > to) to = pair.to
    }
    // A spoiler hides whole stretches of a look, and lies in one as a whole: readers would see the words else.
    const others = state.field(live).pairs.filter((pair) => (pair.kind === 'Spoiler') !== (kind === 'Spoiler') && pair.from >= line.from && pair.to <= line.to)
    const cut = () => others.find((pair) => pair.from < to && pair.to > from && pair.from < from !== pair.to > to)
    for (let pair = cut(); pair; pair = cut()) [from, to] = [Math.min(from, pair.from), Math.max(to, pair.to)]
    const words = state.sliceDoc(from, Math.max(from, to))
    from += words.length - words.trimStart().length
    to -= words.length - words.trimEnd().length
    if (from < to) changes.push(...wrapped(state, { from, to }, kind, sign))
    at = line.to + 1
  }
  const set = state.changes(changes)
  const moved = (at: number) => set.mapPos(at, at === main.from ? 1 : -1)
  return { changes: set, selection: EditorSelection.range(moved(main.anchor), moved(main.head)) }
}

/** Signs round words, where they bind: beside letters quotation marks may have to stay outside (`“**Word**”s`). What would be written is read first. */
function wrapped(state: EditorState, { from, to }: Reach, kind: string, sign: string): { from: number; insert: string }[] {
  const line = state.doc.lineAt(from)
  for (let [start, end] = [from, to]; start < end;) {
    const text = line.text.slice(0, start - line.from) + sign + state.sliceDoc(start, end) + sign + line.text.slice(Math.max(0, end - line.from))
    const [first, last] = [start - line.from, end - line.from + sign.length]
    const tree = grammarOf(state).parse(text)
    let binds = kind === 'Spoiler' && spoilersIn(tree, (start, end) => text.slice(start, end)).some(({ from, to }) => from <= first && to >= last)
    tree.iterate({ enter: (node) => void (binds ||= node.name === kind && node.from <= first && node.to >= last) })
    if (binds) return around(start, end, sign)
    const isSign = (at: number) => /[\p{P}\p{S}]/u.test(state.sliceDoc(at, at + 1))
    const [startsWithSign, endsWithSign] = [isSign(start), isSign(end - 1)]
    if (!startsWithSign && !endsWithSign) break
    if (startsWithSign) start++
    if (endsWithSign) end--
  }
  return around(from, to, sign)
}
const around = (from: number, to: number, sign: string) => [
  { from, insert: sign },
  { from: to, insert: sign },
]

/** An address as a link has it: one with brackets or blanks stands in `<…>`. */
const written = (address: string) => (/[()\s<>]/.test(address) || address === '' ? `<${address.trim().replaceAll(/[<>\n]/g, encodeURIComponent)}>` : address)
/** An address as one types it. */
const plainAddress = (written: string) => written.replace(/^<([^]*)>$/, '$1')

/** Makes the words a link, or gives the link there another address; without an address it is no link any more. */
export const setLink =
  (address: string, { from, to }: Reach): StateCommand =>
  ({ state, dispatch }) => {
    const inside = pairAt(state, 'Link', { from, to })
    if (inside) {
      // The address alone: a title behind it stays.
      const changes = address === '' || !inside.address ? withoutSigns(inside) : { ...inside.address, insert: written(address) }
      dispatch(state.update({ changes, userEvent: format }))
      return true
    }
    if (address === '') return false
    const words = from === to ? address.replaceAll(/[[\]]/g, '\\$&') : state.sliceDoc(from, to)
    const [start, end] = from === to ? [0, words.length] : [words.length - words.trimStart().length, words.trimEnd().length]
    const insert = `${words.slice(0, start)}[${words.slice(start, end)}](${written(address)})${words.slice(end)}`
    dispatch(state.update({ changes: { from, to, insert }, selection: { anchor: from + insert.length - (words.length - end) }, userEvent: format }))
    return true
  }

/** What a link would be made of, or the link that the caret is in. */
export function linkAt(state: EditorState): { reach: Reach; address: string } {
  const { main } = state.selection
  const inside = pairAt(state, 'Link', main)
  if (inside)
    return {
      reach: { from: inside.open, to: inside.close },
      address: inside.address ? plainAddress(state.sliceDoc(inside.address.from, inside.address.to)) : '',
    }
  const reach = main.empty ? (state.wordAt(main.head) ?? main) : main
  return { reach: { from: reach.from, to: reach.to }, address: '' }
}

'use client'

import { StateEffect, StateField, type EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

/** Where a place goes when something is put in exactly there: it stays before that, or goes on with what stands behind it. */
type Stays = 'before' | 'behind'

/** Begins, or (`at` null) ends, to remember a place under a name. */
export const setPlace = StateEffect.define<{ name: string; at: number | null; stays?: Stays }>()

/** Places to which something comes later, as a picture that is sent: what is typed before them moves them. */
export const places = StateField.define<ReadonlyMap<string, { at: number; stays: Stays }>>({
  create: () => new Map(),
  update(was, change) {
    const effects = change.effects.filter((effect) => effect.is(setPlace))
    if (effects.length === 0 && (!change.docChanged || was.size === 0)) return was
    const now = new Map([...was].map(([name, { at, stays }]) => [name, { at: change.changes.mapPos(at, stays === 'before' ? -1 : 1), stays }]))
    for (const { value } of effects) {
      if (value.at === null) now.delete(value.name)
      else now.set(value.name, { at: value.at, stays: value.stays ?? 'before' })
    }
    return now
  },
})

/** Where a place is now. */
export const placeNow = (state: EditorState, name: string): number | null => state.field(places).get(name)?.at ?? null

/** Where one writes on when a text is shown that something has come to. */
export const nextCaret = new WeakMap<EditorView, { text: string; at: number }>()

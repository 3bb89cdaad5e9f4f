'use client'

import { StateField, type StateEffect } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { setHeld } from './live.client'

const look = Decoration.mark({ class: 'held' })

/** The words that a link is being made of stay marked while its field has the focus. */
export const held = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(was, change) {
    const effect = change.effects.findLast((one): one is StateEffect<{ from: number; to: number } | null> => one.is(setHeld))
    if (!effect) return was.map(change.changes)
    return effect.value && effect.value.from < effect.value.to ? Decoration.set(look.range(effect.value.from, effect.value.to)) : Decoration.none
  },
  provide: (field) => EditorView.decorations.from(field),
})

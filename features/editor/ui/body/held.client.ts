'use client'

import { StateField, type ChangeDesc, type StateEffect } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { setHeld } from './live.client'

const look = Decoration.mark({ class: 'held' })

type Reach = { from: number; to: number }

/** The words that a link is being made of stay marked while its field has the focus. What others type before them or in them moves their reach. */
export const held = StateField.define<{ reach: Reach | null; look: DecorationSet }>({
  create: () => ({ reach: null, look: Decoration.none }),
  update({ reach, look: marked }, change) {
    const effect = change.effects.findLast((one): one is StateEffect<Reach | null> => one.is(setHeld))
    const now = effect ? effect.value : reach && mapped(reach, change.changes)
    if (!effect) return { reach: now, look: marked.map(change.changes) }
    return { reach: now, look: now && now.from < now.to ? Decoration.set(look.range(now.from, now.to)) : Decoration.none }
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.look),
})

function mapped({ from, to }: Reach, changes: ChangeDesc): Reach {
  const start = changes.mapPos(from, 1)
  return { from: start, to: Math.max(start, changes.mapPos(to, -1)) }
}

'use client'

import { StateEffect, StateField } from '@codemirror/state'

/** Begins, or (`at` null) ends, to remember a place under a name. */
export const setPlace = StateEffect.define<{ name: string; at: number | null }>()

/** Places to which something comes later, as a picture that is sent: what is typed before them moves them. */
export const places = StateField.define<ReadonlyMap<string, number>>({
  create: () => new Map(),
  update(was, change) {
    const effects = change.effects.filter((effect) => effect.is(setPlace))
    if (effects.length === 0 && (!change.docChanged || was.size === 0)) return was
    const now = new Map([...was].map(([name, at]) => [name, change.changes.mapPos(at, -1)]))
    for (const { value } of effects) {
      if (value.at === null) now.delete(value.name)
      else now.set(value.name, value.at)
    }
    return now
  },
})

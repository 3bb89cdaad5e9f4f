import type { ListDocument } from '@/features/articles/schema'

/** The document in the editor with its undo and redo. Saving is not part of it: undo works across saves. */
export type History = {
  past: ListDocument[]
  present: ListDocument
  future: ListDocument[]
  /** The field of the last change: typing on in the same field is one step. */
  key: string | null
  at: number
}

export type HistoryAction =
  | { type: 'change'; change: (document: ListDocument) => ListDocument; key?: string; at: number }
  | { type: 'undo' }
  | { type: 'redo' }
  /** Another document takes the place of this one; undo leads back. */
  | { type: 'replace'; document: ListDocument }

const maxUndoSteps = 300
const sameStepWithinMs = 1500

export const begin = (present: ListDocument): History => ({ past: [], present, future: [], key: null, at: 0 })

export function reduceHistory(state: History, action: HistoryAction): History {
  const { past, present, future } = state
  switch (action.type) {
    case 'change': {
      const next = action.change(present)
      if (next === present) return state
      const key = action.key ?? null
      const goesOn = key !== null && key === state.key && action.at - state.at < sameStepWithinMs
      return { past: goesOn ? past : [...past, present].slice(-maxUndoSteps), present: next, future: [], key, at: action.at }
    }
    case 'undo':
      return past.length === 0 ? state : { past: past.slice(0, -1), present: past.at(-1)!, future: [present, ...future], key: null, at: 0 }
    case 'redo':
      return future.length === 0 ? state : { past: [...past, present], present: future[0]!, future: future.slice(1), key: null, at: 0 }
    case 'replace':
      return { past: [...past, present].slice(-maxUndoSteps), present: action.document, future: [], key: null, at: 0 }
  }
}

import type { QueueItem } from '../queries/describe-comments'

/** What a moderator has before them. `order` holds every comment that was ever loaded, so that one that comes back stands where it stood. */
export type QueueState = {
  items: QueueItem[]
  order: string[]
  /** The comment that is shown large. */
  at: string | null
  chosen: string[]
}

export const begin = (items: QueueItem[]): QueueState => ({ items, order: items.map(({ id }) => id), at: items[0]?.id ?? null, chosen: [] })

/** More of the queue, below what is there. What is known already is left out. */
export function addMore(state: QueueState, more: QueueItem[]): QueueState {
  const fresh = more.filter(({ id }) => !state.order.includes(id))
  return { ...state, items: [...state.items, ...fresh], order: [...state.order, ...fresh.map(({ id }) => id)], at: state.at ?? fresh[0]?.id ?? null }
}

/** What a decision is about: what is chosen, or the comment that is shown. */
export const targetsOf = ({ items, at, chosen }: QueueState): QueueItem[] => items.filter(({ id }) => (chosen.length > 0 ? chosen.includes(id) : id === at))

/** Takes comments away that were decided about; the next one is shown, or the last when there is none after. */
export function takeAway(state: QueueState, ids: string[]): QueueState {
  const gone = new Set(ids)
  const items = state.items.filter(({ id }) => !gone.has(id))
  return { ...state, items, at: stillAt(state, gone), chosen: state.chosen.filter((id) => !gone.has(id)) }
}

function stillAt({ items, at }: QueueState, gone: Set<string>): string | null {
  if (at === null || !gone.has(at)) return at
  const index = items.findIndex(({ id }) => id === at)
  const left = (some: QueueItem[]) => some.filter(({ id }) => !gone.has(id))
  return (left(items.slice(index))[0] ?? left(items.slice(0, index)).at(-1))?.id ?? null
}

/** Gives comments their new state where they stay in sight, and goes on to the next. */
export function mark(state: QueueState, ids: string[], to: QueueItem['state']): QueueState {
  const items = state.items.map((item) => (ids.includes(item.id) ? { ...item, state: to, reports: [] } : item))
  return step({ ...state, items, chosen: [] }, 1)
}

/** Comments as they were, in their old places; the first of them is shown. */
export function putBack(state: QueueState, before: QueueItem[]): QueueState {
  const back = new Map(before.map((item) => [item.id, item]))
  const place = new Map(state.order.map((id, index) => [id, index]))
  const items = [...state.items.filter(({ id }) => !back.has(id)), ...before].sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0))
  return { ...state, items, at: before[0]?.id ?? state.at }
}

/** The comment so many after the one that is shown; stays at the ends. */
export function step(state: QueueState, by: number): QueueState {
  const index = state.items.findIndex(({ id }) => id === state.at)
  const next = state.items[Math.min(Math.max(index + by, 0), state.items.length - 1)]
  return { ...state, at: next?.id ?? null }
}

export const choose = (state: QueueState, id: string): QueueState => ({
  ...state,
  chosen: state.chosen.includes(id) ? state.chosen.filter((one) => one !== id) : [...state.chosen, id],
})

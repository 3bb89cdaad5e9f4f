import type { AtOnce } from './at-once'
import type { Session, Step } from './session'

/** Steps back of what is no part of the draft, among those of the draft. */
export type StepAtOnce = Step & { atOnce: AtOnce }

const other = { undo: 'redo', redo: 'undo' } as const
const turned = <A extends AtOnce>(act: A): A => ({ ...act, from: act.to, to: act.from })

/** What was done at once becomes a step back, under the name `of`. */
export const noteAtOnce = (session: Session, act: AtOnce, { of, at }: { of: string; at: number }): Session => ({
  ...session,
  undo: [...session.undo, { of, changes: [], key: null, kind: 'other', at, atOnce: turned(act) }],
  redo: [],
})

/** The step that comes next, when it is one of these. */
export function nextAtOnce(session: Session, way: 'undo' | 'redo'): StepAtOnce | null {
  const step = session[way].at(-1)
  return step?.atOnce ? (step as StepAtOnce) : null
}

/** The step of this name that can be taken back, wherever it stands. */
export const atOnceNamed = (session: Session, of: string): StepAtOnce | null =>
  (session.undo.find((step) => step.of === of && step.atOnce !== undefined) as StepAtOnce | undefined) ?? null

/** It was taken: its opposite leads back. Called before the site has answered, so that the next step can be taken meanwhile. */
export function takenAtOnce(session: Session, { of, atOnce }: StepAtOnce, way: 'undo' | 'redo', at: number): Session {
  const step: Step = { of, changes: [], key: null, kind: 'other', at, atOnce: turned(atOnce) }
  return { ...session, [way]: without(session[way], of), [other[way]]: [...session[other[way]], step] }
}

/** The site did not do it. `isOver`: it never will, as somebody else has changed the same; else it can be tried again. */
export function notTaken(session: Session, step: StepAtOnce, way: 'undo' | 'redo', isOver: boolean): Session {
  const left = { ...session, undo: without(session.undo, step.of), redo: without(session.redo, step.of) }
  return isOver ? left : { ...left, [way]: [...left[way], step] }
}

const without = (steps: readonly Step[], of: string) => steps.filter((step) => step.of !== of || step.atOnce === undefined)

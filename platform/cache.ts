import { currentRender, type FormState } from './bridge'

/** Queries of readers' pages say what they read; a page goes stale when one of its tags is purged. */
export const note = (...tags: string[]) => tags.forEach((tag) => currentRender()?.tags.add(tag))

/** A page says whose own state it has places for (`article:ID`); see `Own` in ui/own.tsx. */
export const noteOwn = (...names: string[]) => names.forEach((name) => currentRender()?.own.add(name))

/** The refused form that this page is rendered for, or null. With a name: only when it is that form. */
export function formState(name?: string): FormState | null {
  const form = currentRender()?.form ?? null
  return form && (name === undefined || form.form === name) ? form : null
}

import { currentRender, type FormState } from './bridge'

/** Adds tags to the page that is rendered: queries say what they read, and a page is stale when one of its tags is purged. */
export const note = (...tags: string[]) => tags.forEach((tag) => currentRender()?.tags.add(tag))

/** Adds names of own state that the page has slots for (`article:ID`); see `Own` in ui/own.tsx. */
export const noteOwn = (...names: string[]) => names.forEach((name) => currentRender()?.own.add(name))

/** This page loads the script `NAME.island.ts` of a feature, which no other page loads. */
export const loadIsland = (name: string) => void currentRender()?.islands.add(name)

/** The refused form that this page is rendered for, or null. With a name: only when it is that form. */
export function formState(name?: string): FormState | null {
  const form = currentRender()?.form ?? null
  return form && (name === undefined || form.form === name) ? form : null
}

/** The address of the shared page that is rendered: where whoever signs in from it comes back to. Null on a page of one's own, and on the one for addresses that are not there. */
export function pageAddress(): string | null {
  const render = currentRender()
  return render?.queryKeys && !render.path.startsWith('/_') ? render.path : null
}

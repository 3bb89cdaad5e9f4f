import { find, keep } from '@/ui/live'

/** Words that were not sent, kept by the page that they were written for and by what they answer. */
export const draftKey = (page: string, form: Element) => `draft ${page} ${find<HTMLInputElement>('[name=parent]', form)?.value ?? ''}`

/** Puts kept words back: below a quote, and never over what stands there already. */
export function restore(area: { value: string }, draft: string | null): void {
  if (!draft) return
  const { value } = area
  if (draft.startsWith(value)) area.value = draft
  else if (/^> .*\n\n$/s.test(value)) area.value = value + draft
}

/** Puts back what was not sent of a form of comments, and the name that was given last. */
export function restoreForm(page: string, form: Element): void {
  const body = find<HTMLTextAreaElement>('textarea', form)
  const name = find<HTMLInputElement>('[name=name]', form)
  if (body) restore(body, keep.get(draftKey(page, form)))
  if (name && !name.value) name.value = keep.get('name') ?? ''
}

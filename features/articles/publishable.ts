import { entriesOf, listDocument, type ListDocument } from './schema'

/** What is wrong, and where: a path in the document, as zod gives it. */
export type Problem = { path: (string | number)[]; message: string }

/** What a document lacks before readers may see it. */
export function gapsIn(document: ListDocument): Problem[] {
  const problems: Problem[] = []
  if (document.title.trim() === '') problems.push({ path: ['title'], message: 'Give the list a title' })
  const entries = entriesOf(document)
  if (entries.length === 0) problems.push({ path: ['entries'], message: 'Add at least one entry' })
  const seen = new Set<string>()
  for (const { entry, path } of entries) {
    if (entry.heading.trim() === '') problems.push({ path: [...path, 'heading'], message: 'Give this entry a heading' })
    if (seen.has(entry.slug)) problems.push({ path: [...path, 'slug'], message: `Two entries have the address “${entry.slug}”` })
    seen.add(entry.slug)
  }
  return problems
}

/** Where a document breaks the rules for what is published: a text that is too long, an address that is reserved, too many entries. */
export function rulesBrokenBy(document: ListDocument): Problem[] {
  const checked = listDocument.safeParse(document)
  return checked.success ? [] : checked.error.issues.map(({ path, message }) => ({ path: path as Problem['path'], message }))
}

import { findUnkept } from '@/platform/text/markdown'
import { entriesOf, listDocument, type ListDocument } from './schema'

/** What is wrong, and where: a path in the document, as zod gives it. */
export type Problem = { path: (string | number)[]; message: string }

/** Why a document cannot be published, each reason at its place; empty when it can be. Safe in a browser. */
export function problemsOf(document: ListDocument): Problem[] {
  const seen = new Set<string>()
  return [...gapsIn(document), ...rulesBrokenBy(document)].filter(({ path, message }) => {
    const key = JSON.stringify([path, message])
    return !seen.has(key) && seen.add(key)
  })
}

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
  const broken = checked.success ? [] : checked.error.issues.map(({ path, message }) => ({ path: path as Problem['path'], message }))
  return [...broken, ...imagesIn(document)]
}

/** Images come from no other site, and there is no place for them here yet: readers would see a link. */
function imagesIn(document: ListDocument): Problem[] {
  const texts: { path: Problem['path']; text: string }[] = [
    { path: ['intro'], text: document.intro },
    { path: ['outro'], text: document.outro },
    ...entriesOf(document).map(({ entry, path }) => ({ path: [...path, 'body'], text: entry.body })),
    ...document.sections.flatMap((section, s) => [
      { path: ['sections', s, 'body'], text: section.body },
      ...section.sections.map((inner, t) => ({ path: ['sections', s, 'sections', t, 'body'], text: inner.body })),
    ]),
  ]
  return texts
    .filter(({ text }) => text.includes('![') && findUnkept(text).some(({ kind }) => kind === 'image'))
    .map(({ path }) => ({ path, message: 'Images cannot be shown yet: make the image a link, or take it out' }))
}

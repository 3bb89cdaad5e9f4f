import { findUnkept } from '@/platform/text/markdown'
import { gapsIn, rulesBrokenBy, type Problem } from './publishable'
import { entriesOf, type ListDocument } from './schema'

/** Why a document cannot be published, each reason at its place; empty when it can be. Reads Markdown, which no browser need load for it. */
export function problemsOf(document: ListDocument): Problem[] {
  const seen = new Set<string>()
  return [...gapsIn(document), ...rulesBrokenBy(document), ...imagesIn(document)].filter(({ path, message }) => {
    const key = JSON.stringify([path, message])
    return !seen.has(key) && seen.add(key)
  })
}

/** A picture comes from no other site, and one of this site's is a cover: in the text readers would see a link. */
function imagesIn(document: ListDocument): Problem[] {
  const texts: { path: Problem['path']; text: string }[] = [
    { path: ['intro'], text: document.intro },
    { path: ['outro'], text: document.outro },
    ...entriesOf(document).flatMap(({ entry, path }) => (['subheading', 'body'] as const).map((field) => ({ path: [...path, field], text: entry[field] }))),
    ...document.sections.flatMap((section, s) => [
      { path: ['sections', s, 'body'], text: section.body },
      ...section.sections.map((inner, t) => ({ path: ['sections', s, 'sections', t, 'body'], text: inner.body })),
    ]),
  ]
  return texts
    .filter(({ text }) => text.includes('![') && findUnkept(text).some(({ kind }) => kind === 'image'))
    .map(({ path }) => ({
      path,
      message: 'A picture cannot stand in the text: make it a link, or take it out. One that was sent in under Pictures can be the cover of the list',
    }))
}

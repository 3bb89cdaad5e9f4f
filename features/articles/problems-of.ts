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

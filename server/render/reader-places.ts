import type { Template, TemplatePart } from '../cache/template'

type OpenChoice = { own: string; then: Template; otherwise: Template; branch: Template | null }

// React writes these tags exactly so (ui/own.tsx), and so does parse5. In all other text and attributes of a page `<` is written `&lt;`.
const tag = /<(\/?)ls-(own|then|else|slot|drawn)(?: (?:of|name|n)="([^"]*)")?>/g
const themePlace = /^([^>]*>)?(<html(?: [^<>]*)?) data-theme="own"/

/**
 * Makes a template of HTML: finds the places where readers see different things (`<ls-own>`, `<ls-slot>`, `<html data-theme="own">`), and puts the HTML
 * that was drawn beside Next in the place of `<ls-drawn n="…">`. It looks for the tags alone, because parsing drawn HTML took longer than drawing it.
 * Never throws; a tag without its counterpart is dropped.
 */
export function findReaderPlaces(html: string, drawn: readonly string[] = []): Template {
  const template: Template = []
  const open: OpenChoice[] = []
  const add = (part: TemplatePart) => {
    const last = open.at(-1)
    const list = last ? last.branch : template
    if (part !== '') list?.push(part)
  }
  const close = () => {
    const { own, then, otherwise } = open.pop()!
    add({ own, then, otherwise })
  }
  let from = 0
  const theme = themePlace.exec(html)
  if (theme) {
    const before = (theme[1] ?? '') + (theme[2] ?? '')
    add(before)
    add({ theme: true })
    from = theme[0].length
  }
  for (const { 0: whole, 1: slash, 2: name, 3: value = '', index } of html.matchAll(tag)) {
    if (index < from) continue
    add(html.slice(from, index))
    from = index + whole.length
    const last = open.at(-1)
    if (name === 'slot') {
      if (!slash) add({ slot: value })
    } else if (name === 'drawn') {
      if (!slash) for (const part of findReaderPlaces(drawn[Number(value)] ?? '')) add(part)
    } else if (name === 'own') {
      if (!slash) open.push({ own: value, then: [], otherwise: [], branch: null })
      else if (last) close()
    } else if (last) last.branch = slash ? null : name === 'then' ? last.then : last.otherwise
  }
  add(html.slice(from))
  while (open.length > 0) close()
  return template
}

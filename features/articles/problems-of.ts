import { maxPicturesInList, maxPicturesInText } from '@/platform/text/pictures'
import { imagesOf } from './images'
import { textsOf } from './document/texts'
import { gapsIn, rulesBrokenBy, type Problem } from './publishable'
import type { ListDocument } from './schema'

/** Why a document cannot be published, each reason at its place; empty when it can be. Reads Markdown, which no browser need load for it. */
export function problemsOf(document: ListDocument): Problem[] {
  const seen = new Set<string>()
  return [...gapsIn(document), ...rulesBrokenBy(document), ...imageProblems(document)].filter(({ path, message }) => {
    const key = JSON.stringify([path, message])
    return !seen.has(key) && seen.add(key)
  })
}

/** Pictures of other sites, those where none can stand, and more than are shown. Whether one of this site is there the site alone knows (`problemsOnSite`). */
export function imageProblems(document: ListDocument): Problem[] {
  let inAll = 0
  return textsOf(document).flatMap(({ path, text, isLine }) => {
    const images = imagesOf(text)
    if (images.length === 0) return []
    if (isLine) return [{ path, message: 'A picture cannot stand in a subheading: put it in the text below' }]
    const foreign = images.find(({ id }) => id === null)
    if (foreign)
      return [
        { path, message: `A picture of another site is not shown (${shortened(foreign.address)}): send it in as a picture of this site, or make it a link` },
      ]
    if (images.length > maxPicturesInText) return [{ path, message: `At most ${maxPicturesInText} pictures stand in one text: take some out` }]
    const had = inAll
    inAll += images.length
    // Told once, where there is no more room.
    return had <= maxPicturesInList && inAll > maxPicturesInList
      ? [{ path, message: `At most ${maxPicturesInList} pictures stand in one list: take some out` }]
      : []
  })
}

const maxShown = 80
const shortened = (address: string) => (address === '' ? 'without an address' : address.length > maxShown ? `${address.slice(0, maxShown)}…` : address)

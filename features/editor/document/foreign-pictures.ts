import { escapedWords, pictureWords, plainWords, printPicture } from './pictures'

/* Pictures of other sites in a text. Readers do not see them until the site has pictures of its own in their places. */

const title = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)`
const inline = new RegExp(String.raw`${pictureWords}\(\s*<?(https?://[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+(${title}))?\s*\)`, 'gi')
/** By a name: `![words][name]`, `![name][]` or `![name]`. */
const named = new RegExp(String.raw`${pictureWords}(?:\[([^[\]\n]*)\]|(?![([:]))`, 'g')
/** The line that gives an address a name. */
const definition = new RegExp(String.raw`^ {0,3}\[((?:[^[\]\\\n]|\\.)+)\]:[ \t]*(?:<(https?://[^\s<>]+)>|(https?://\S+))(?:[ \t]+(${title}))?[ \t]*$`, 'gim')

const asName = (text: string) => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()

type Named = { address: string; title: string }
/** The addresses that have names in a text. Of two with one name the first is meant. */
function namesIn(text: string): Map<string, Named> {
  const names = new Map<string, Named>()
  for (const [, name, pointed, bare, caption = ''] of text.matchAll(definition))
    if (!names.has(asName(name!))) names.set(asName(name!), { address: plainWords(pointed ?? bare!), title: caption })
  return names
}

/** The pictures of other sites that stand in a text, each once. `isSaid`: the text says wherever it stands what is to be seen. */
export function foreignPictures(text: string): { address: string; isSaid: boolean }[] {
  if (!text.includes('![') || !/https?:/i.test(text)) return []
  const said = new Map<string, boolean>()
  const see = (address: string, alt: string) => void said.set(address, (said.get(address) ?? true) && alt.trim() !== '')
  for (const [, alt, address] of text.matchAll(inline)) see(plainWords(address!), alt!)
  const names = namesIn(text)
  if (names.size > 0)
    for (const [, alt, name] of text.matchAll(named)) {
      const found = names.get(asName(name || alt!))
      if (found) see(found.address, alt!)
    }
  return Array.from(said, ([address, isSaid]) => ({ address, isSaid }))
}

/** A picture of another site, by what came of it here: `alt` is said of it where the text says nothing. */
export type Brought = { mediumId: string; alt: string }

/** The text with pictures of other sites as those that were made of them here, by their addresses. A name that no more picture and no link goes by is taken out. */
export function withOwnPictures(text: string, own: ReadonlyMap<string, Brought>): string {
  if (own.size === 0) return text
  const print = ({ mediumId, alt }: Brought, said: string, caption: string) => printPicture(mediumId, said.trim() === '' ? escapedWords(alt) : said, caption)
  const put = text.replaceAll(inline, (all, said: string, address: string, caption = '') => {
    const brought = own.get(plainWords(address))
    return brought ? print(brought, said, caption) : all
  })
  const names = namesIn(put)
  const mine = new Set(Array.from(names).flatMap(([name, { address }]) => (own.has(address) ? [name] : [])))
  if (mine.size === 0) return put
  const used = put.replaceAll(named, (all, said: string, name?: string) => {
    const key = asName(name || said)
    const { address, title: caption } = names.get(key) ?? { address: '', title: '' }
    return mine.has(key) ? print(own.get(address)!, said, caption) : all
  })
  const words = asName(used.replaceAll(definition, ''))
  const isNamed = (key: string) => words.split(`[${key}]`).some((rest, index) => index > 0 && !rest.startsWith('('))
  return used.replaceAll(new RegExp(String.raw`${definition.source}\n?`, 'gim'), (line, name: string) => {
    const key = asName(name)
    return mine.has(key) && !isNamed(key) ? '' : line
  })
}

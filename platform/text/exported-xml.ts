const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The characters that entities of XML stand for; those of other names stay as they are. */
export const decodeEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
    if (code !== null) return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
    return named[name!.toLowerCase()] ?? whole
  })

const token = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\w[^>]*>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)(?:"[^"]*"|'[^']*'|[^'">])*?(\/?)>|[^<]+|</g

/**
 * Every element of this name, as the texts of the elements directly in it by their names, the first of each. It reads what exports are made of: elements, text and CDATA; no DTD, so nothing is
 * fetched or expanded.
 */
export function parseAll(xml: string, name: string): Map<string, string>[] {
  const found: Map<string, string>[] = []
  const stack: string[] = []
  let item: Map<string, string> | null = null
  let depth = 0
  let text = ''
  for (const [whole, cdata, closing, opening, empty] of xml.matchAll(token)) {
    if (cdata !== undefined) text += cdata
    else if (opening !== undefined) {
      if (empty) continue
      stack.push(opening)
      if (opening === name && !item) {
        item = new Map()
        depth = stack.length
      }
      if (item && stack.length <= depth + 1) text = ''
    } else if (closing !== undefined) {
      if (item && stack.length === depth + 1 && !item.has(closing)) item.set(closing, text)
      if (item && stack.length === depth) {
        found.push(item)
        item = null
      }
      stack.pop()
    } else if (!whole.startsWith('<')) text += decodeEntities(whole)
  }
  return found
}

export type XmlElement = { name: string; attributes: Record<string, string>; text: string; children: XmlElement[] }

/** The outermost elements of these names, one after the other, each with what is in it. Of a namespace the prefix stays in the name. */
export function* parseElements(xml: string, names: ReadonlySet<string>): Generator<XmlElement> {
  const stack: XmlElement[] = []
  for (const [whole, cdata, closing, opening, empty] of xml.matchAll(token)) {
    const around = stack.at(-1)
    if (cdata !== undefined) {
      if (around) around.text += cdata
    } else if (opening !== undefined) {
      if (!around && !names.has(opening)) continue
      const element: XmlElement = { name: opening, attributes: attributesOf(whole), text: '', children: [] }
      around?.children.push(element)
      if (!empty) stack.push(element)
    } else if (closing !== undefined) {
      const closed = stack.pop()
      if (closed && stack.length === 0) yield closed
    } else if (around && !whole.startsWith('<')) around.text += decodeEntities(whole)
  }
}

const attribute = /([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const attributesOf = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(attribute)].map(([, name, double, single]) => [name!, decodeEntities(double ?? single ?? '')]))

import { randomBytes } from 'node:crypto'
import { parse, serialize, type DefaultTreeAdapterMap } from 'parse5'
import { toDrawnPieces } from './reader-places'
import type { Piece } from '@/server/cache/template'

/** What is put for one mark. */
type Place = Piece | Piece[]
type Node = DefaultTreeAdapterMap['node']
type Parent = DefaultTreeAdapterMap['parentNode']
type Element = DefaultTreeAdapterMap['element']
type Child = DefaultTreeAdapterMap['childNode']

export type DocumentOptions = {
  /** Address of our own small module, if there is one. */
  module: string | null
  /** Development: Next's scripts stay, for hot reload. */
  keepScripts: boolean
  /** The one address of several style sheets, or empty when they have none. */
  together?: (addresses: string[]) => string
}

// Chosen anew by each process, so that nobody's text can contain it.
const mark = `ls${randomBytes(9).toString('hex')}-`
const isParent = (node: Node): node is Parent => 'childNodes' in node
const isElement = (node: Node): node is Element => 'attrs' in node
const attribute = (element: Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value ?? ''

/**
 * The HTML that Next rendered as a row of pieces: without the framework's scripts, their preloads, the flight data and comments,
 * with our module, with what was drawn beside it (`<ls-drawn>`), and with `<ls-own>`, `<ls-slot>` and `<html data-theme="own">` as places.
 */
export function toPieces(html: string, { module, keepScripts, together }: DocumentOptions, drawn: string[] = []): Piece[] {
  const document = parse(html)
  if (!keepScripts) strip(document)
  if (!keepScripts && together) joinStyles(document, together)
  const places: Place[] = []
  mend(document, places, { module, drawn })
  return split(serialize(document), places)
}

// What Next puts on links for its own scripts.
const ofFramework = new Set(['nonce', 'data-precedence'])

function isFramework(node: Child): boolean {
  if (node.nodeName === '#comment') return true
  if (!isElement(node)) return false
  if (node.tagName === 'script') return !attribute(node, 'type').endsWith('json')
  // Next also asks early for the styles of a page that says 404, which this one may become in its scripts' hands.
  if (node.tagName === 'link') return ['script', 'style'].includes(attribute(node, 'as')) || attribute(node, 'rel') === 'modulepreload'
  if (node.tagName === 'div') return node.childNodes.length === 0 && node.attrs.length === 1 && node.attrs[0]?.name === 'hidden'
  return node.tagName === 'next-route-announcer' || (node.tagName === 'meta' && attribute(node, 'name') === 'next-size-adjust')
}

function strip(parent: Parent) {
  // Inside first: a place that held nothing but the framework's marks is then empty itself.
  for (const child of parent.childNodes) {
    if (isParent(child)) strip(child)
    if (isElement(child) && child.tagName === 'link') child.attrs = child.attrs.filter(({ name }) => !ofFramework.has(name))
  }
  parent.childNodes = parent.childNodes.filter((child) => !isFramework(child)) as typeof parent.childNodes
}

/** Puts one style sheet in the place of the first of several, which keeps their order. */
function joinStyles(document: Parent, together: (addresses: string[]) => string) {
  const html = document.childNodes.find((node) => node.nodeName === 'html')
  const head = html && isParent(html) ? html.childNodes.find((node) => node.nodeName === 'head') : undefined
  if (!head || !isParent(head)) return
  const sheets = head.childNodes.filter((node): node is Element => isElement(node) && node.tagName === 'link' && attribute(node, 'rel') === 'stylesheet')
  const address = together(sheets.map((sheet) => attribute(sheet, 'href')))
  const [first, ...others] = sheets
  if (!first || !address) return
  for (const attr of first.attrs) if (attr.name === 'href') attr.value = address
  head.childNodes = head.childNodes.filter((node) => !others.includes(node as Element)) as typeof head.childNodes
}

/** Replaces what is one reader's own by marks, innermost first, and notes what each mark stands for. */
function mend(parent: Parent, places: Place[], { module, drawn }: { module: string | null; drawn: string[] }) {
  for (const [index, child] of parent.childNodes.entries()) {
    if (!isElement(child)) continue
    if (child.tagName === 'ls-own') {
      const branch = (name: string) => {
        const found = child.childNodes.find((node) => node.nodeName === name)
        if (!found || !isParent(found)) return []
        mend(found, places, { module: null, drawn })
        return split(serialize(found), places)
      }
      putMark(parent, index, places, { own: attribute(child, 'of'), then: branch('ls-then'), otherwise: branch('ls-else') })
    } else if (child.tagName === 'ls-slot') {
      putMark(parent, index, places, { slot: attribute(child, 'name') })
    } else if (child.tagName === 'ls-drawn') {
      putMark(parent, index, places, toDrawnPieces(drawn[Number(attribute(child, 'n'))] ?? ''))
    } else {
      if (child.tagName === 'html') mendRoot(child, places)
      mend(child, places, { module, drawn })
      if (child.tagName === 'head' && module) addModule(child, module)
    }
  }
}

function putMark(parent: Parent, index: number, places: Place[], piece: Place) {
  const comment = { nodeName: '#comment', data: `${mark}${places.push(piece) - 1};`, parentNode: parent } as unknown as Child
  parent.childNodes[index] = comment as (typeof parent.childNodes)[number]
}

function mendRoot(html: Element, places: Place[]) {
  const theme = html.attrs.find((attr) => attr.name === 'data-theme')
  if (theme?.value === 'own') theme.value = `${mark}${places.push({ theme: true }) - 1};`
}

function addModule(head: Element, source: string) {
  const attrs = [
    { name: 'type', value: 'module' },
    { name: 'src', value: source },
  ]
  head.childNodes.push({ nodeName: 'script', tagName: 'script', attrs, namespaceURI: head.namespaceURI, childNodes: [], parentNode: head } as unknown as Child)
}

const anyMark = new RegExp(`<!--${mark}(\\d+);-->| data-theme="${mark}(\\d+);"`)

function split(html: string, places: Place[]): Piece[] {
  const parts = html.split(anyMark)
  const pieces: Piece[] = []
  for (let i = 0; i < parts.length; i += 3) {
    const text = parts[i]
    if (text) pieces.push(text)
    const place = places[Number(parts[i + 1] ?? parts[i + 2] ?? -1)]
    if (place !== undefined) pieces.push(...(Array.isArray(place) ? place : [place]))
  }
  return pieces
}

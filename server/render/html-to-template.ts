import { parse, serialize, type DefaultTreeAdapterMap } from 'parse5'
import type { Template } from '../cache/template'
import { findReaderPlaces } from './reader-places'

type Node = DefaultTreeAdapterMap['node']
type Parent = DefaultTreeAdapterMap['parentNode']
type Element = DefaultTreeAdapterMap['element']
type Child = DefaultTreeAdapterMap['childNode']

export type HtmlOptions = {
  /** Address of the script that readers' pages load, if it is built. */
  module: string | null
  /** Addresses of the scripts that single pages load, by their names. */
  islands?: ReadonlyMap<string, string>
  /** Development: Next's scripts stay, for hot reload. */
  keepScripts: boolean
  /** The one address of several style sheets; empty when they cannot be joined. */
  joinSheets?: (addresses: string[]) => string
}

const isParent = (node: Node): node is Parent => 'childNodes' in node
const isElement = (node: Node): node is Element => 'attrs' in node
const attribute = (element: Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value ?? ''

/**
 * Makes the template of a page from what Next rendered: takes out Next's scripts, their preloads, data and comments, adds ours, and finds the
 * places where readers see different things. `drawn`: the HTML of each `<ls-drawn>`. `own`: the names of the scripts that this page loads beside that of all.
 */
export function htmlToTemplate(
  html: string,
  { module, islands, keepScripts, joinSheets }: HtmlOptions,
  drawn: readonly string[] = [],
  own: Iterable<string> = [],
): Template {
  const document = parse(html)
  if (!keepScripts) stripFramework(document)
  const root = document.childNodes.find((node) => node.nodeName === 'html')
  const head = root && isParent(root) ? root.childNodes.find((node) => node.nodeName === 'head') : undefined
  if (head && isElement(head)) {
    if (!keepScripts && joinSheets) joinStyleSheets(head, joinSheets)
    for (const source of [module, ...[...own].map((name) => islands?.get(name))]) if (source) addModule(head, source)
  }
  return findReaderPlaces(serialize(document), drawn)
}

/** Attributes that Next puts on links for its own scripts. */
const frameworkAttributes = new Set(['nonce', 'data-precedence'])

function isFramework(node: Child): boolean {
  if (node.nodeName === '#comment') return true
  if (!isElement(node)) return false
  if (node.tagName === 'script') return !attribute(node, 'type').endsWith('json')
  // Preloads: of scripts, and of the styles of a not-found page, which Next's scripts could put here.
  if (node.tagName === 'link') return ['script', 'style'].includes(attribute(node, 'as')) || attribute(node, 'rel') === 'modulepreload'
  if (node.tagName === 'div') return node.childNodes.length === 0 && node.attrs.length === 1 && node.attrs[0]?.name === 'hidden'
  return node.tagName === 'next-route-announcer' || (node.tagName === 'meta' && attribute(node, 'name') === 'next-size-adjust')
}

function stripFramework(parent: Parent) {
  // Children first: an element that held only comments of the framework is then empty itself.
  for (const child of parent.childNodes) {
    if (isParent(child)) stripFramework(child)
    if (isElement(child) && child.tagName === 'link') child.attrs = child.attrs.filter(({ name }) => !frameworkAttributes.has(name))
  }
  parent.childNodes = parent.childNodes.filter((child) => !isFramework(child)) as typeof parent.childNodes
}

/** Puts one style sheet in the place of the first of several. Their order is kept. */
function joinStyleSheets(head: Element, joinSheets: (addresses: string[]) => string) {
  const sheets = head.childNodes.filter((node): node is Element => isElement(node) && node.tagName === 'link' && attribute(node, 'rel') === 'stylesheet')
  const address = joinSheets(sheets.map((sheet) => attribute(sheet, 'href')))
  const [first, ...others] = sheets
  if (!first || !address) return
  for (const attr of first.attrs) if (attr.name === 'href') attr.value = address
  head.childNodes = head.childNodes.filter((node) => !others.includes(node as Element))
}

function addModule(head: Element, source: string) {
  const attrs = [
    { name: 'type', value: 'module' },
    { name: 'src', value: source },
  ]
  head.childNodes.push({ nodeName: 'script', tagName: 'script', attrs, namespaceURI: head.namespaceURI, childNodes: [], parentNode: head } as unknown as Child)
}

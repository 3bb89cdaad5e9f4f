import type { Element, ElementContent, Root as HtmlRoot, RootContent } from 'hast'
import { sanitize, type Schema } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import type { Nodes, Parents, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { toHast } from 'mdast-util-to-hast'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { splitWords } from './words'

/** Options for one kind of prose. Raw HTML and images are always shown as text. */
export type Prose = {
  /** Constructs of micromark that stay text. */
  without?: string[]
  /** How far `#` moves down: with 2 it is an `h3`. */
  headingShift?: number
  /** `rel` of links to other sites. */
  rel?: string[]
  /** A new line in the text is a new line on the page. */
  keepLines?: boolean
  /** Bare web addresses are links. */
  bareLinks?: boolean
}

/** The deepest nesting that is rendered: hostile text could otherwise exhaust the stack. */
const maxDepth = 12
const maxMarkersInLine = 8
const marker = /(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*/y

const always = ['htmlFlow', 'htmlText', 'labelStartImage']
const flow = ['blockQuote', 'list', 'codeIndented', 'codeFenced', 'headingAtx', 'setextUnderline', 'thematicBreak', 'definition']

const schema: Schema = {
  tagNames: ['p', 'em', 'strong', 'del', 'a', 'blockquote', 'ul', 'ol', 'li', 'code', 'pre', 'br', 'hr', 'h2', 'h3', 'h4', 'h5', 'h6', 'span'],
  attributes: {
    a: ['href', 'rel', 'title'],
    ol: ['start'],
    span: [
      ['className', 'nb'],
      ['lang', 'ko'],
    ],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  strip: ['script'],
}

/** Markdown to safe HTML; bounded in depth, whatever it is given. */
export function renderMarkdown(text: string, prose: Prose = {}): string {
  return finish(toTree(parse(text, prose.without ?? []), prose))
}

/** One line of Markdown (emphasis, links, code) to safe HTML without a paragraph around it. */
export function renderInline(text: string, prose: Prose = {}): string {
  const tree = toTree(parse(text.replaceAll(/\s+/g, ' '), flow), prose)
  const children = tree.children.flatMap((node): RootContent[] => (node.type === 'element' && node.tagName === 'p' ? node.children : [node]))
  return finish({ type: 'root', children })
}

/** Plain text without marks, for descriptions and feeds; a space separates blocks. */
export function plainText(text: string): string {
  return textOf(parse(text, [])).replaceAll(/\s+/g, ' ').trim()
}

function parse(text: string, without: string[]): Root {
  const tree = fromMarkdown(text.split('\n').map(boundMarkers).join('\n'), {
    extensions: [
      gfmStrikethrough({ singleTilde: false }),
      { disable: { null: [...always, ...without, ...(isJunk(text) ? ['attention', 'strikethrough'] : [])] } },
    ],
    mdastExtensions: [gfmStrikethroughFromMarkdown()],
  })
  boundDepth(tree, text)
  return tree
}

// Pairing thousands of stars takes seconds, so paragraphs with more than this many are plain text.
const isJunk = (text: string) => text.split(/\n[ \t]*\n/).some((block) => (block.match(/[*_]+|~~/g)?.length ?? 0) > 300)

/** The largest number of quotes and lists that one line may open. */
function boundMarkers(line: string): string {
  let at = line.length - line.trimStart().length
  for (let count = 0; ; count++) {
    marker.lastIndex = at
    const found = marker.exec(line)
    if (!found) return line
    if (count < maxMarkersInLine) at += found[0].length
    else line = line.slice(0, at) + line.slice(at + found[0].length)
  }
}

/** Replaces everything below the deepest level by its text. Uses a stack of its own, because recursion could overflow. */
function boundDepth(tree: Root, source: string) {
  const waiting: { node: Parents; depth: number }[] = [{ node: tree, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of next.node.children) {
      if (!('children' in child)) continue
      if (next.depth >= maxDepth) {
        const { start, end } = child.position ?? {}
        child.children = [{ type: 'text', value: source.slice(start?.offset, end?.offset).replaceAll(/[*_~`>[\]]/g, '') }] as never
      } else waiting.push({ node: child, depth: next.depth + 1 })
    }
  }
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value
  if (node.type === 'break') return ' '
  if (!('children' in node)) return ''
  const between = node.type === 'root' || node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem' ? ' ' : ''
  return node.children.map(textOf).join(between)
}

const toTree = (tree: Root, prose: Prose): HtmlRoot => {
  const html = toHast(tree) as HtmlRoot
  html.children = improve(html.children as ElementContent[], prose, false)
  return html
}

// Every result passes the sanitiser, whatever the steps before it did.
const finish = (tree: HtmlRoot): string => {
  const safe = sanitize(tree, schema) as HtmlRoot
  return toHtml(safe)
}

function improve(nodes: ElementContent[], prose: Prose, inLink: boolean): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return words(node.value, prose, inLink)
    if (node.type !== 'element') return []
    if (node.tagName === 'code' || node.tagName === 'pre') return [node]
    if (/^h[1-6]$/.test(node.tagName)) node.tagName = `h${Math.min(6, Number(node.tagName[1]) + (prose.headingShift ?? 2))}`
    const link = node.tagName === 'a'
    if (link && prose.rel && /^(https?:)?\/\//i.test(String(node.properties.href))) node.properties.rel = prose.rel
    return [{ ...node, children: improve(node.children, prose, inLink || link) }]
  })
}

const bareLink = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}»”’]/giu

function words(text: string, prose: Prose, inLink: boolean): ElementContent[] {
  if (!prose.bareLinks || inLink) return lines(text, prose)
  const parts: ElementContent[] = []
  let end = 0
  for (const match of text.matchAll(bareLink)) {
    parts.push(...lines(text.slice(end, match.index), prose))
    const properties = { href: match[0], rel: prose.rel ?? [] }
    parts.push({ type: 'element', tagName: 'a', properties, children: [{ type: 'text', value: match[0] }] })
    end = match.index + match[0].length
  }
  return [...parts, ...lines(text.slice(end), prose)]
}

function lines(text: string, prose: Prose): ElementContent[] {
  if (!prose.keepLines || !text.includes('\n') || text.trim() === '') return marked(text)
  return text.split('\n').flatMap((line, index) => (index === 0 ? marked(line) : [element('br', {}), ...marked(line)]))
}

const marked = (text: string): ElementContent[] =>
  splitWords(text).map(({ kind, text: part }) => {
    if (kind === 'plain') return { type: 'text', value: part }
    return element('span', kind === 'name' ? { className: ['nb'] } : { lang: 'ko' }, part)
  })

const element = (tagName: string, properties: Element['properties'], text?: string): Element => ({
  type: 'element',
  tagName,
  properties,
  children: text === undefined ? [] : [{ type: 'text', value: text }],
})

import { LRUCache } from 'lru-cache'
import type { Element, ElementContent, Root as HtmlRoot, RootContent } from 'hast'
import { sanitize, type Schema } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import type { Nodes, Parents, Root, RootContent as Block } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { toHast } from 'mdast-util-to-hast'
import { splitAddresses } from './addresses-in-text'
import { bounded, boundedName, Meter, stepsForToken, TooMuchWork } from './bounded'
import { escapeHtml } from './html'
import { figuresOf, pictureAmongWords, pictureSchema, roomOfList, type PictureFinder, type PictureRoom, type ShownSoFar } from './pictures'
import { hideSpoilers, pairSpoilers, spoilerElements, spoilerMarkFromMarkdown, spoilerSchema, type Spoiler } from './spoilers'
import { splitWords } from './words'

/** Options for one kind of prose. Raw HTML is always shown as text, and an image as a link to it, unless it is one of `pictures`. */
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
  /** HTML is found, and not taken for text. */
  html?: boolean
  /** How long the longest text of this kind may be: it bounds the work for any. 20,000 when left out. */
  maxLength?: number
  /** Footnotes and spoilers work, and their ids on the page begin with `note_` and this: it must differ between the texts of a page. */
  notes?: string
  /** Spoilers work, without footnotes; as with `notes`. */
  spoilers?: string
  /** Words that are links where they stand for themselves, and what finds them. */
  links?: { of: Record<string, { href: string; title?: string }>; pattern: RegExp }
  /** Finds the pictures that may be shown. */
  pictures?: PictureFinder
  /** For how many pictures there is room, in all texts that are given this. */
  room?: PictureRoom
}
/** `shown`: the pictures of this text. */
type Drawing = Prose & { shown?: ShownSoFar }

/** The deepest nesting that is rendered: hostile text could otherwise exhaust the stack. */
const maxDepth = 12

/**
 * How much work (see `Meter`) a text may ask for, for each character of the longest text of its kind; beyond that it is shown as plain paragraphs. An article's
 * prose with its names and Hangul asks for about 25 for each of its own, a list of songs with emphasis and links for 80: 220 lines of that kind are not too
 * many. `npm run bench -- markdown` has what hostile texts cost beside prose.
 */
const stepsPerCharacter = 55
const stepsForCell = 100

const always = ['htmlFlow', 'htmlText']
const flow = ['blockQuote', 'list', 'codeIndented', 'codeFenced', 'headingAtx', 'setextUnderline', 'thematicBreak', 'definition', 'table']

const schema: Schema = {
  tagNames: [
    ...['p', 'em', 'strong', 'del', 'a', 'blockquote', 'ul', 'ol', 'li', 'code', 'pre', 'br', 'hr', 'h2', 'h3', 'h4', 'h5', 'h6', 'span', 'cite'],
    ...['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'section', 'sup', ...spoilerSchema.tagNames],
  ],
  attributes: {
    ...(spoilerSchema.attributes as unknown as Schema['attributes']),
    a: ['href', 'rel', 'title', 'ariaLabel', ['id', /^note_/]],
    code: [['className', /^language-./]],
    div: [['className', 'table'], 'tabIndex', 'role', 'ariaLabel'],
    li: [['id', /^note_/]],
    ol: ['start'],
    pre: ['tabIndex', 'role', 'ariaLabel'],
    section: [['className', 'notes'], 'ariaLabel'],
    span: [
      ['className', 'nb'],
      ['lang', 'ko'],
    ],
    td: [['align', 'left', 'center', 'right']],
    th: [['align', 'left', 'center', 'right']],
  },
  // Besides the web: telephones and the programs of music services, which ask before they do anything.
  protocols: { href: ['http', 'https', 'mailto', 'tel', 'spotify', 'deezer', 'tidal', 'music', 'musics'] },
  // Ids are made here, of notes alone.
  clobber: [],
  strip: ['script'],
}

const schemaWithPictures: Schema = {
  ...schema,
  tagNames: [...schema.tagNames!, ...pictureSchema.tagNames, 'small'],
  attributes: { ...schema.attributes, ...pictureSchema.attributes } as Schema['attributes'],
}

/** Markdown to safe HTML; bounded in depth and work, whatever it is given. */
export function renderMarkdown(text: string, prose: Prose = {}): string {
  const tree = parse(text, prose)
  return tree ? finish(toTree(tree, prose), prose) : plainHtml(text)
}

/** One line of Markdown (emphasis, links, code) to safe HTML without a paragraph around it. */
export function renderInline(text: string, prose: Prose = {}): string {
  const line = text.replaceAll(/\s+/g, ' ')
  const parsed = parse(line, { ...prose, without: flow, notes: undefined, spoilers: undefined })
  if (!parsed) return escapeHtml(line)
  const tree = toTree(parsed, { ...prose, pictures: undefined })
  const children = tree.children.flatMap((node): RootContent[] => (node.type === 'element' && node.tagName === 'p' ? node.children : [node]))
  return finish({ type: 'root', children }, {})
}

// Asked for twice within a moment: by an import before its transaction and by the index of words in it, by a page and by its feeds.
const keptPlain = new LRUCache<string, string>({ maxSize: 1_000_000, sizeCalculation: (plain, text) => plain.length + text.length + 1 }) // characters

/** Plain text without marks and notes, for descriptions and feeds; a space separates blocks. */
export function plainText(text: string): string {
  const kept = keptPlain.get(text)
  if (kept !== undefined) return kept
  const tree = parse(text, { notes: 'plain' })
  const plain = (tree ? textOf(tree) : hideSpoilers(text)).replaceAll(/\s+/g, ' ').trim()
  keptPlain.set(text, plain)
  return plain
}

/** Null for a text that asks for too much work. */
function parse(text: string, { without = [], notes, spoilers, html = false, maxLength = 20_000 }: Prose): Root | null {
  const hides = notes !== undefined || spoilers !== undefined
  const meter = new Meter(maxLength * stepsPerCharacter)
  try {
    const tree = fromMarkdown(text, {
      extensions: [
        bounded(meter, { footnotes: notes !== undefined, spoilers: hides }) as never,
        { disable: { null: [...(html ? [] : always), ...without.map(boundedName)] } },
      ],
      mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown(), gfmFootnoteFromMarkdown(), spoilerMarkFromMarkdown() as never],
    })
    if (hides) pairSpoilers(tree)
    boundTree(tree, notes === 'plain' || spoilers !== undefined ? hideSpoilers : (slice) => slice, text, meter)
    if (notes !== undefined) showUnusedNotes(tree)
    return tree
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error
    return null
  }
}

/** The paragraphs and lines of a text and nothing else. Written here at once: by a tree it cost several times as much as the parse that was given up. */
const plainHtml = (text: string): string =>
  text
    .split(/\n(?:[ \t]*\n)+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph.replaceAll('\0', '\ufffd')).replaceAll('\n', '<br>')}</p>`)
    .join('\n')

/**
 * Replaces everything below the deepest level by its text, and counts what is made of it later: words in Hangul, addresses, and the cells of tables,
 * whose rows are filled up to the width of the first (a few thousand signs could ask for millions). Uses a stack of its own: recursion could overflow.
 */
function boundTree(tree: Root, shown: (slice: string) => string, source: string, meter: Meter) {
  const waiting: { node: Parents; depth: number }[] = [{ node: tree, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of next.node.children) {
      if (child.type === 'text') meter.spend((splitWords(child.value).length + splitAddresses(child.value).length) * stepsForToken)
      if (!('children' in child)) continue
      if (child.type === 'table') meter.spend((child.align?.length ?? 0) * child.children.length * stepsForCell)
      if (next.depth >= maxDepth) {
        const { start, end } = child.position ?? {}
        if (child.type === 'table' || child.type === 'footnoteDefinition') (child as Parents).type = 'paragraph'
        child.children = [{ type: 'text', value: shown(source.slice(start?.offset, end?.offset)).replaceAll(/[*_~`>[\]|]/g, '') }] as never
      } else waiting.push({ node: child, depth: next.depth + 1 })
    }
  }
}

/** The text of a note that nothing refers to stands where it was written: otherwise its words would be lost. */
function showUnusedNotes(tree: Root) {
  const used = new Set<string>()
  const holders: Parents[] = []
  const waiting: Parents[] = [tree]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const child of node.children) {
      if (child.type === 'footnoteReference') used.add(child.identifier)
      if (child.type === 'footnoteDefinition') holders.push(node)
      if ('children' in child) waiting.push(child)
    }
  }
  for (const holder of new Set(holders)) {
    holder.children = holder.children.flatMap((child): Block[] =>
      child.type === 'footnoteDefinition' && !used.has(child.identifier) ? child.children : [child],
    ) as never
  }
}

const spaced = new Set(['root', 'blockquote', 'list', 'listItem', 'table', 'tableRow'])

type Image = { kind: 'image'; line: number; address: string; alt: string }
type Unkept = { kind: 'html' | 'shortcode' | 'fence'; line: number } | Image

/** The images of a text, with their lines from 1: those that the page reads, which takes HTML for text. */
export function findImages(text: string): Image[] {
  if (!text.includes('![')) return []
  const found: Image[] = []
  const defined = new Map<string, string>()
  const references: { image: Image; identifier: string }[] = []
  for (const node of nodesOf(parse(text, { notes: 'plain' }))) {
    if (node.type === 'image' || node.type === 'imageReference') {
      const image: Image = { kind: 'image', line: lineOf(node), address: node.type === 'image' ? node.url : '', alt: node.alt ?? '' }
      found.push(image)
      if (node.type === 'imageReference') references.push({ image, identifier: node.identifier })
    }
    if (node.type === 'definition' && !defined.has(node.identifier)) defined.set(node.identifier, node.url)
  }
  for (const { image, identifier } of references) image.address = defined.get(identifier) ?? ''
  return found
}

/** What in Markdown is not, or not always, shown as other programs show it, with its line from 1: images, HTML, commands in braces, code that is not closed. */
export function findUnkept(text: string): Unkept[] {
  if (!/!\[|<|\{[{%]|```|~~~/.test(text)) return []
  const found: Unkept[] = findImages(text)
  for (const node of nodesOf(parse(text, { notes: 'plain', html: true }))) {
    const line = lineOf(node)
    if (node.type === 'html') found.push({ kind: 'html', line })
    if (node.type === 'text' && /\{\{[<%]|\{%/.test(node.value)) found.push({ kind: 'shortcode', line })
    if (node.type === 'code' && isUnclosed(node, text)) found.push({ kind: 'fence', line })
  }
  return found.sort((a, b) => a.line - b.line)
}

const lineOf = (node: Nodes) => node.position?.start.line ?? 1

/** All nodes in their order, without recursion. */
function* nodesOf(tree: Root | null): Generator<Nodes> {
  const waiting: Nodes[] = tree ? [tree] : []
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node
    if ('children' in node) waiting.push(...node.children.toReversed())
  }
}

function isUnclosed({ position }: Nodes, text: string): boolean {
  const lines = text.slice(position?.start.offset, position?.end.offset).split('\n')
  return /^(```|~~~)/.test(lines[0]!) && (lines.length === 1 || !/^[ \t>]*(```+|~~~+)[ \t]*$/.test(lines.at(-1)!))
}

function textOf(node: Nodes | Spoiler): string {
  if (node.type === 'spoiler') return '…'
  if ('value' in node) return node.type === 'html' ? '' : node.value
  if (node.type === 'break') return ' '
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? ''
  if (node.type === 'footnoteDefinition' || !('children' in node)) return ''
  return node.children.map(textOf).join(spaced.has(node.type) ? ' ' : '')
}

type State = { all(node: Spoiler): ElementContent[] }
const handlersOf = ({ notes, spoilers = '' }: Prose) =>
  ({ spoiler: (state: State, node: Spoiler) => spoilerElements(`note_${notes ?? spoilers}_s${node.number}`, state.all(node)) }) as never

const toTree = (tree: Root, prose: Prose): HtmlRoot => {
  const html = toHast(tree, {
    clobberPrefix: `note_${prose.notes ?? ''}_`,
    handlers: handlersOf(prose),
    footnoteBackLabel: (reference, again) => `Back to note ${reference + 1}${again > 1 ? `, ${again}` : ''}`,
  }) as HtmlRoot
  const drawing: Drawing = prose.pictures ? { ...prose, shown: { find: prose.pictures, count: 0, room: prose.room ?? roomOfList() } } : prose
  html.children = improve(html.children as ElementContent[], drawing, false)
  return html
}

// What was parsed passes the sanitiser, whatever the steps before it did.
const finish = (tree: HtmlRoot, { pictures }: Prose): string => {
  const safe = sanitize(tree, pictures ? schemaWithPictures : schema) as HtmlRoot
  return toHtml(safe)
}

function improve(nodes: ElementContent[], prose: Drawing, inLink: boolean): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return words(node.value, prose, inLink)
    if (node.type !== 'element') return []
    if (node.tagName === 'code') return [node]
    if (node.tagName === 'pre') return [{ ...node, properties: reached('Code') }]
    if (node.tagName === 'img') return image(node, prose, inLink)
    const figures = prose.shown && node.tagName === 'p' && figuresOf(node, prose.shown, (text) => words(text, prose, false))
    if (figures) return figures
    if (node.tagName === 'section') return notes(node, prose)
    if (/^h[1-6]$/.test(node.tagName)) node.tagName = `h${Math.min(6, Number(node.tagName[1]) + (prose.headingShift ?? 2))}`
    const link = node.tagName === 'a'
    if (link) improveLink(node, prose)
    const improved = { ...node, children: improve(node.children, prose, inLink || link) }
    if (node.tagName === 'blockquote') return [signed(improved)]
    return node.tagName === 'table' ? [scrolling(improved)] : [improved]
  })
}

/** Whose words a quotation has: its last paragraph, when it begins with a dash. */
function signed(quote: Element): Element {
  const said = quote.children.filter(({ type }) => type === 'element') as Element[]
  const last = said.at(-1)
  const [first, ...rest] = last?.children ?? []
  const sign = said.length > 1 && last?.tagName === 'p' && first?.type === 'text' ? /^(—|–|--)\s+/.exec(first.value) : null
  if (!sign || first?.type !== 'text' || (sign[0] === first.value && rest.length === 0)) return quote
  const name = { ...element('cite', {}), children: [{ type: 'text' as const, value: first.value.slice(sign[0].length) }, ...rest] }
  return { ...quote, children: quote.children.map((child) => (child === last ? { ...last!, children: [{ type: 'text', value: '— ' }, name] } : child)) }
}

function improveLink({ properties }: Element, prose: Prose) {
  // The sanitiser knows schemes in lower case only: MAILTO: is one as well.
  const href = String(properties.href ?? '').replace(/^[a-z][a-z0-9+.-]*:/i, (scheme) => scheme.toLowerCase())
  properties.href = href
  if (prose.rel && /^(https?:)?\/\//.test(href)) properties.rel = prose.rel
}

/** No image comes from another site: its words, or its address, lead to it. */
function image(node: Element, prose: Drawing, inLink: boolean): ElementContent[] {
  const picture = prose.shown && pictureAmongWords(node, prose.shown)
  if (picture) return picture.type === 'text' ? words(picture.value, prose, inLink) : [picture]
  const { src, alt, title } = node.properties
  const text = String(alt ?? '') || String(src ?? '')
  if (inLink) return words(text, prose, true)
  const link = element('a', { href: String(src ?? ''), title: title ?? undefined })
  improveLink(link, prose)
  return [{ ...link, children: words(text, prose, true) }]
}

/** The texts of the notes. The heading that the library puts over them would stand among those of the page. */
const notes = (section: Element, prose: Drawing): ElementContent[] => [
  { ...element('section', { className: ['notes'], ariaLabel: 'Notes' }), children: improve(section.children.filter(isNoHeading), prose, false) },
]
const isNoHeading = (node: ElementContent) => node.type !== 'element' || node.tagName !== 'h2'

/** For a box that scrolls in itself: the keyboard reaches it, and it has a name. A group and no region: a list may have many, and landmarks are few and unlike. */
const reached = (ariaLabel: string) => ({ role: 'group', ariaLabel, tabIndex: 0 })

/** A wide table scrolls in its own box. It is named by its columns: a screen reader tells two of them apart. */
const scrolling = (table: Element): Element => ({
  ...element('div', { className: ['table'], ...reached(['Table', columnsOf(table)].filter(Boolean).join(': ')) }),
  children: [table],
})

const maxNameLength = 80

function columnsOf(table: Element): string {
  const names: string[] = []
  const visit = (node: ElementContent) => {
    if (node.type !== 'element') return
    if (node.tagName === 'th') names.push(wordsIn(node).trim())
    else if (node.tagName !== 'tbody') node.children.forEach(visit)
  }
  visit(table)
  const all = names.filter(Boolean).join(', ')
  return all.length <= maxNameLength ? all : `${all.slice(0, maxNameLength).toWellFormed()}…`
}

const wordsIn = (node: ElementContent): string => (node.type === 'text' ? node.value : node.type === 'element' ? node.children.map(wordsIn).join('') : '')

function words(text: string, prose: Prose, inLink: boolean): ElementContent[] {
  if (!prose.bareLinks || inLink) return lines(text, prose, inLink)
  return splitAddresses(text).flatMap(({ kind, text: part }) =>
    kind === 'text' ? lines(part, prose) : [element('a', { href: part.replace(/^\w+/, (scheme) => scheme.toLowerCase()), rel: prose.rel ?? [] }, part)],
  )
}

function lines(text: string, { keepLines, links }: Prose, inLink = false): ElementContent[] {
  const line = (words: string) => (links && !inLink ? linked(words, links) : markedWords(words))
  if (!keepLines || !text.includes('\n') || text.trim() === '') return line(text)
  return text.split('\n').flatMap((words, index) => (index === 0 ? line(words) : [element('br', {}), ...line(words)]))
}

function linked(text: string, { of, pattern }: NonNullable<Prose['links']>): ElementContent[] {
  const parts: ElementContent[] = []
  let end = 0
  for (const { 0: written, index } of text.matchAll(pattern)) {
    parts.push(...markedWords(text.slice(end, index)), element('a', of[written]!, written))
    end = index + written.length
  }
  return [...parts, ...markedWords(text.slice(end))]
}

const markedWords = (text: string): ElementContent[] =>
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

import { addWordItem, isWordItem, writeList, writeTable, writeWordList, type HtmlBlock, type Write, type WordItem } from './html-lists'
import { attribute, isElement, isFlowTag, isText, mediumOf, readHtml, signOf, styled, textOf, unseen, type Element, type Node } from './html-tree'
import { escapeLineStart, escapeMarkdown, linkTarget, writeInline, type Piece } from './inline-markdown'
import { hrefOf, maxAddress, splitAddresses } from './addresses-in-text'
import { readVideoAddress, videoUrl, type VideoAddress } from './video-address'

/**
 * HTML from a clipboard, a page, a word processor or an export as Markdown of our grammar. Only what a reader would see arrives. A pure function of the text, for the
 * browser (loaded when it is needed: parse5 comes with it) and the server alike; takes time and memory that grow with the text, and throws nothing.
 */

/** A picture; `src` as the page had it, which may be a `data:` address of megabytes. */
export type FoundImage = { src: string; alt: string }

export type HtmlOptions = {
  /** The level that a heading gets, from 1 to 6. When left out, at least 4: those above are structure in a list. */
  headingLevel?: (level: number) => number
  /** How a picture stands in the Markdown; empty when it does not. When left out, those of the web stand as `![alt](src)`, others are only listed. */
  image?: (image: FoundImage, index: number) => string
  /** Of a whole page only its article. */
  articleOnly?: boolean
  /** Blocks know their lines in the HTML. */
  positions?: boolean
}

export type HtmlAsMarkdown = {
  markdown: string
  blocks: HtmlBlock[]
  images: FoundImage[]
  /** Each once, in the order of the page. */
  videos: VideoAddress[]
  /** Of a whole page. */
  title: string | null
  /** Characters but blanks: those of the words that a reader sees, how many of them arrived, and how many were left out, by reason. */
  characters: { seen: number; kept: number; leftOut: Record<string, number> }
}

export function markdownFromHtml(html: string, options: HtmlOptions = {}): HtmlAsMarkdown {
  const { body, title } = readHtml(html, options.positions)
  return new Writer(options).page(body, title)
}

type Style = Pick<Piece, 'bold' | 'italic' | 'strike' | 'href'>
const plain: Style = {}
/** What nests deeper in quotes, lists and tables stands in the deepest: pages show no more, and each costs its signs in every line. */
const maxNested = 8
const letters = (text: string) => text.replaceAll(/\s+/g, '').length
const outside = 'outside the article'

class Writer {
  private readonly images: FoundImage[] = []
  private readonly videos = new Map<string, VideoAddress>()
  private readonly characters = { seen: 0, kept: 0, leftOut: {} as Record<string, number> }
  /** Elements that hold a block. */
  private readonly flow = new Set<Element>()
  /** Elements with a heading in them. */
  private readonly headed = new Set<Element>()
  /** In how many quotes, lists and tables it is. */
  private nested = 0
  /** The line of the element around. */
  private near: number | null = null

  constructor(private readonly options: HtmlOptions) {}

  page(body: Node[], title: string | null): HtmlAsMarkdown {
    const nodes = this.options.articleOnly ? this.articleOf(body) : body
    for (const node of nodes) this.look(node)
    const blocks = this.blocks(nodes, plain)
    return {
      markdown: blocks.map(({ markdown }) => markdown).join('\n\n'),
      blocks,
      images: this.images,
      videos: [...this.videos.values()],
      title,
      characters: this.characters,
    }
  }

  /** What of a page is its article: the one element that says so, when most words are in it, and the heading of the page. */
  private articleOf(body: Node[]): Node[] {
    const found: { article: Element[]; main: Element[]; h1: Element[] } = { article: [], main: [], h1: [] }
    const visit = (node: Node) => {
      if (!isElement(node) || unseen(node)) return
      const { tagName } = node
      if (tagName === 'article' || tagName === 'h1') found[tagName].push(node)
      if (tagName === 'main' || attribute(node, 'role') === 'main') found.main.push(node)
      node.childNodes.forEach(visit)
    }
    body.forEach(visit)
    const whole = body.reduce((sum, node) => sum + seenIn(node), 0)
    const article = [found.article, found.main].flatMap((some) => (some.length === 1 ? some : [])).find((one) => seenIn(one) * 2 >= whole)
    if (!article) return body
    const heading = found.h1.length === 1 && !isWithin(found.h1[0]!, article) ? found.h1 : []
    const left = whole - seenIn(article) - heading.reduce((sum, one) => sum + seenIn(one), 0)
    if (left > 0) this.characters.leftOut[outside] = left
    return [...heading, article]
  }

  /** Counts what is seen, finds which elements hold blocks, and returns whether this one is or does. */
  private look(node: Node): boolean {
    if (isText(node)) this.characters.seen += letters(node.value)
    if (!isElement(node)) return false
    const reason = unseen(node)
    if (reason !== null) {
      const left = letters(textOf(node))
      if (left > 0) this.characters.leftOut[reason] = (this.characters.leftOut[reason] ?? 0) + left
      return false
    }
    const { kind } = mediumOf(node)
    // What stands in a player is for browsers that have none.
    if (kind === 'video') {
      this.flow.add(node)
      return true
    }
    let holds = isFlowTag(node.tagName)
    for (const child of node.childNodes) {
      if (this.look(child)) holds = true
      if (isElement(child) && (this.headed.has(child) || (this.flow.has(child) && headingLevel(child) !== null))) this.headed.add(node)
    }
    if (holds) this.flow.add(node)
    return holds
  }

  /** The blocks of these nodes, after those in `out`. */
  private blocks(nodes: readonly Node[], style: Style, out: HtmlBlock[] = []): HtmlBlock[] {
    let run: Node[] = []
    let word: { items: WordItem[]; node: Element } | null = null
    const flush = () => {
      if (run.length > 0) for (const text of this.paragraphs(run, style)) out.push(this.block(text, run.find(isElement) ?? null))
      run = []
    }
    const flushWord = () => {
      if (word && word.items.length > 0) out.push(this.block(writeWordList(word.items), word.node))
      word = null
    }
    for (const node of nodes) {
      if (isElement(node) ? unseen(node) : !isText(node)) continue
      if (!isElement(node) || !this.flow.has(node)) {
        if (word && !(isText(node) && node.value.trim() === '')) flushWord()
        run.push(node)
        continue
      }
      flush()
      if (isWordItem(node)) {
        if (word && word.items[0]?.list !== styled(node, 'mso-list')?.split(/\s/)[0]) flushWord()
        word ??= { items: [], node }
        addWordItem(
          word.items,
          node,
          (children) => this.line(children, styleOf(node, style)),
          (hidden) => this.keep(textOf(hidden)),
        )
        continue
      }
      flushWord()
      this.addBlocks(node, style, out)
    }
    flush()
    flushWord()
    return out
  }

  private block(markdown: string, node: Element | null): HtmlBlock {
    return { markdown, line: node?.sourceCodeLocation?.startLine ?? this.near }
  }

  private addBlocks(node: Element, outer: Style, out: HtmlBlock[]) {
    const style = styleOf(node, outer)
    const { tagName: name } = node
    const { near } = this
    this.near = node.sourceCodeLocation?.startLine ?? near
    const add = (blocks: HtmlBlock[]) => {
      for (const one of blocks) out.push(one)
    }
    const medium = mediumOf(node)
    const level = headingLevel(node)
    if (medium.kind === 'video') {
      this.videos.set(videoUrl(medium.video), medium.video)
      out.push(this.block(escapeMarkdown(videoUrl(medium.video)), node))
    } else if (level !== null && !node.childNodes.some((child) => isElement(child) && this.flow.has(child))) add(this.heading(node, level, style))
    else if (name === 'hr') out.push(this.block('---', node))
    else if (name === 'pre') add(this.code(node))
    else if (this.nested < maxNested && (name === 'blockquote' || isQuote(node))) add(this.within(() => this.quote(node, style)))
    else if (this.nested < maxNested && (name === 'ul' || name === 'ol'))
      add(this.within(() => writeList(node, this.write(style), (item) => this.headed.has(item))))
    else if (this.nested < maxNested && name === 'table') add(this.within(() => writeTable(node, this.write(style))))
    else this.blocks(node.childNodes, style, out)
    this.near = near
  }

  private within<T>(write: () => T): T {
    this.nested++
    const written = write()
    this.nested--
    return written
  }

  private quote(node: Element, style: Style): HtmlBlock[] {
    const by = signOf(node)
    const words = this.joined(by ? node.childNodes.filter((child) => child !== by) : node.childNodes, style)
    const name = by
      ? this.joined([by], style)
          .replace(/^[—–-]+\s*/, '')
          .replace(/^\*([^*]+)\*$/, '$1')
      : ''
    const inner = words && name ? `${words}\n\n— ${name}` : words || name
    const lines = inner.split('\n').map((line) => `> ${line}`.trimEnd())
    return inner === '' ? [] : [this.block(lines.join('\n'), node)]
  }

  /** What lists and tables ask of this writer. */
  private write(style: Style): Write {
    return {
      words: (nodes) => this.paragraphs(nodes, style).join('\n\n'),
      blocks: (node) => this.blocks(node.childNodes, styleOf(node, style)),
      markdown: (node) => this.joined(node.childNodes, styleOf(node, style)),
      line: (node) => this.joined(node.childNodes, styleOf(node, style)).replaceAll(/\\?\s*\n\s*/g, ' '),
      holdsBlocks: (node) =>
        this.headed.has(node) || node.childNodes.some((child) => isElement(child) && /^(table|ul|ol|blockquote|pre|hr)$/.test(child.tagName)),
      block: (markdown, node) => this.block(markdown, node),
      nest: (write) => (this.nested < maxNested ? this.within(write) : null),
    }
  }

  private joined(nodes: readonly Node[], style: Style): string {
    return this.blocks(nodes, style)
      .map(({ markdown }) => markdown)
      .join('\n\n')
  }

  private heading(node: Element, level: number, style: Style): HtmlBlock[] {
    const { pieces } = this.pieces(node.childNodes, { ...style, bold: false }, true)
    const words = writeInline(pieces)
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim()
    // Signs at its end would be taken for its frame.
    const text = words.replace(/(?<=^|\s)(#+)$/, '\\$1')
    const given = this.options.headingLevel ?? ((level: number) => Math.max(4, level))
    return text === '' ? [] : [this.block(`${'#'.repeat(given(level))} ${text}`, node)]
  }

  private code(node: Element): HtmlBlock[] {
    const text = textOf(node).replace(/^\n|\n$/g, '')
    this.keep(text)
    if (text.trim() === '') return []
    const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2)
    const fence = '`'.repeat(longest + 1)
    return [this.block(`${fence}\n${text}\n${fence}`, node)]
  }

  /** Inline nodes as paragraphs: two breaks in a row end one. */
  private paragraphs(nodes: readonly Node[], style: Style): string[] {
    const { pieces } = this.pieces(nodes, style, false)
    const paragraphs: Piece[][] = [[]]
    let breaks = 0
    for (const piece of pieces) {
      const parts = piece.raw || piece.code ? [piece.text] : piece.text.split(/(\n)/)
      for (const text of parts) {
        if (text === '\n') breaks++
        else if (text.trim() !== '' || breaks === 0) {
          if (breaks > 1) paragraphs.push([])
          else if (breaks === 1 && paragraphs.at(-1)!.length > 0) paragraphs.at(-1)!.push({ text: '\n' })
          breaks = 0
          paragraphs.at(-1)!.push({ ...piece, text })
        }
      }
    }
    return paragraphs.map(writeParagraph).filter((text) => text !== '')
  }

  /** One line, for an item of Word's lists. */
  private line(nodes: readonly Node[], style: Style): string {
    return this.paragraphs(nodes, style).join(' ').replaceAll(/\\?\n/g, ' ')
  }

  private keep(text: string) {
    this.characters.kept += letters(text)
  }

  private pieces(nodes: readonly Node[], style: Style, heading: boolean): { pieces: Piece[] } {
    const pieces: Piece[] = []
    const add = (piece: Piece) => {
      const last = pieces.at(-1)
      const text = !piece.code && !piece.raw && last && /\s$/.test(last.text) ? piece.text.replace(/^ +/, '') : piece.text
      if (text !== '') pieces.push({ ...piece, text, bold: piece.bold && !heading })
    }
    const walk = (list: readonly Node[], now: Style, code: boolean) => {
      for (const node of list) {
        if (isText(node)) {
          this.keep(node.value)
          const text = node.value.replaceAll(/[\s\u00a0]+/g, ' ')
          this.noteVideos(text)
          add({ ...now, text, code: code && text.trim() !== '' })
        } else if (isElement(node) && !unseen(node)) {
          const look = styleOf(node, now)
          const { tagName: name } = node
          if (name === 'br') add({ text: '\n' })
          else if (attribute(node, 'data-spoiler') === '||' && textOf(node) === '||') {
            this.keep('||') // Copied out of a text of this site: what it hides stays hidden.
            add({ ...look, text: '||', raw: true })
          } else if (name === 'img') add({ text: this.image(node), raw: true })
          else if (name === 'q') {
            add({ ...look, text: '“' })
            walk(node.childNodes, look, code)
            add({ ...look, text: '”' })
          } else walk(node.childNodes, look, code || name === 'code' || name === 'kbd' || name === 'samp' || name === 'tt')
          if (look.href && look.href !== now.href) this.noteVideo(look.href)
        }
      }
    }
    walk(nodes, style, false)
    return { pieces }
  }

  private image(node: Element): string {
    const lazy = ['data-src', 'data-lazy-src', 'data-original'].map((name) => attribute(node, name)).find((src) => /^https?:/i.test(src))
    const src = /^https?:/i.test(attribute(node, 'src')) ? attribute(node, 'src') : (lazy ?? attribute(node, 'src'))
    const alt = attribute(node, 'alt').replaceAll(/\s+/g, ' ').trim()
    // A point of one by one counts readers, and shows nothing.
    if (src === '' || (attribute(node, 'width') === '1' && attribute(node, 'height') === '1')) return ''
    const own = /^\/media\/[0-9a-z]{20}$/.test(src)
    const image = { src, alt }
    // Copied out of a text of this site: it stays the same picture, with its caption.
    if (own) return `![${escapeMarkdown(alt)}](${src}${titleOf(attribute(node, 'title'))})`
    const index = this.images.push(image) - 1
    const { image: given = ofTheWeb } = this.options
    return given(image, index)
  }

  private noteVideos(text: string) {
    if (!/youtu|vimeo/i.test(text)) return
    for (const { kind, text: part } of splitAddresses(text)) if (kind === 'address') this.noteVideo(part)
  }

  private noteVideo(address: string) {
    const video = readVideoAddress(address)
    if (video) this.videos.set(videoUrl(video), video)
  }
}

const titleOf = (title: string) =>
  title.trim() === ''
    ? ''
    : ` "${title
        .replaceAll(/\s+/g, ' ')
        .trim()
        .replaceAll(/[\\"&]/g, '\\$&')}"`

const ofTheWeb = ({ src, alt }: FoundImage): string =>
  /^https?:/i.test(src) && src.length <= maxAddress ? `![${escapeMarkdown(alt)}](${linkTarget(src)})` : ''

function writeParagraph(pieces: Piece[]): string {
  const text = writeInline(pieces)
    .split('\n')
    .map((line) => escapeLineStart(line.trim()))
    .filter((line, index, all) => line !== '' || (index > 0 && index < all.length - 1))
  return text.join('\\\n')
}

function seenIn(node: Node): number {
  if (isText(node)) return letters(node.value)
  return isElement(node) && !unseen(node) ? node.childNodes.reduce((sum, child) => sum + seenIn(child), 0) : 0
}

function isWithin(node: Element, other: Element): boolean {
  for (let above = node.parentNode; above; above = 'parentNode' in above ? above.parentNode : null) if (above === other) return true
  return false
}

/** Word knows titles besides headings; pages say their level where the tag does not. */
function headingLevel(node: Element): number | null {
  const tag = /^h([1-6])$/.exec(node.tagName)
  if (tag) return Number(tag[1])
  const level = attribute(node, 'role') === 'heading' ? Number(attribute(node, 'aria-level') || 2) : NaN
  if (level >= 1 && level <= 6) return level
  if (node.tagName !== 'p') return null
  const name = /\b(?:MsoTitle|MsoHeading([1-6])|Heading([1-6]))\b/.exec(attribute(node, 'class'))
  return name ? Number(name[1] ?? name[2] ?? 1) : null
}

const isQuote = (node: Element) => node.tagName === 'p' && /\bMso(?:Intense)?Quote\b/.test(attribute(node, 'class'))

function styleOf(node: Element, outer: Style): Style {
  const { tagName: name } = node
  const weight = styled(node, 'font-weight')
  const slant = styled(node, 'font-style')
  const line = `${styled(node, 'text-decoration') ?? ''} ${styled(node, 'text-decoration-line') ?? ''}`
  return {
    bold: weight && weight !== 'inherit' ? weight.startsWith('bold') || Number(weight) >= 600 : outer.bold || name === 'b' || name === 'strong',
    italic: slant && slant !== 'inherit' ? /^(?:italic|oblique)/.test(slant) : outer.italic || ['i', 'em', 'cite', 'dfn', 'var'].includes(name),
    strike: outer.strike || line.includes('line-through') || ['s', 'strike', 'del'].includes(name),
    href: (name === 'a' && hrefOf(attribute(node, 'href'))) || outer.href,
  }
}

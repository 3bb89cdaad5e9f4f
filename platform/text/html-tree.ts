import { defaultTreeAdapter, parse, Tokenizer, TokenizerMode, type DefaultTreeAdapterTypes, type Token } from 'parse5'

import { readVideoAddress, type VideoAddress } from './video-address'

/** Reads HTML that nobody vouches for as a tree in which every walk may recurse, and says what of it a reader would see. Safe in a browser. */

type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element
export type { Node }

/** Browsers draw no deeper tree either. */
const maxDepth = 512

class TooDeep extends Error {}

/**
 * HTML as the nodes of its body, and its title. Takes time and memory that grow with the text: what nests too deep for a tree, or makes more elements than it has
 * tags (elements that are opened anew in every paragraph), comes as plain paragraphs. Throws nothing. `positions`: elements know their lines.
 */
export function readHtml(html: string, positions = false): { body: Node[]; title: string | null } {
  // NUL and halves of characters cannot be kept in a database.
  const text = html.toWellFormed().replaceAll('\0', '')
  try {
    return readTree(text, positions)
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    return { body: readFlat(text), title: null }
  }
}

function readTree(html: string, positions: boolean) {
  const tags = html.match(/<[a-z]|<\/p/gi)?.length ?? 0
  const elements = { depth: 0, made: 0, most: 5000 + tags * 1.5 }
  const { createElement } = defaultTreeAdapter
  const document = parse(html, {
    sourceCodeLocationInfo: positions,
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...given: Parameters<typeof createElement>) {
        if (++elements.made > elements.most) throw new TooDeep()
        return createElement(...given)
      },
      onItemPush() {
        if (++elements.depth > maxDepth) throw new TooDeep()
      },
      onItemPop() {
        elements.depth--
      },
    },
  })
  const root = document.childNodes.find(isElement)
  const [head, body] = ['head', 'body'].map((name) => root?.childNodes.find((node): node is Element => isElement(node) && node.tagName === name))
  const title = head?.childNodes.find((node): node is Element => isElement(node) && node.tagName === 'title')
  const words = title ? textOf(title).replaceAll(/\s+/g, ' ').trim() : ''
  return { body: body?.childNodes ?? root?.childNodes ?? [], title: words || null }
}

/** The words in hostile HTML, each stretch between two blocks a paragraph. */
function readFlat(html: string): Node[] {
  const body: Element[] = []
  let words = ''
  let closing: string | null = null
  const flush = () => {
    if (words.trim() !== '') {
      const paragraph = defaultTreeAdapter.createElement('p', 'http://www.w3.org/1999/xhtml' as never, [])
      defaultTreeAdapter.insertText(paragraph, words)
      body.push(paragraph)
    }
    words = ''
  }
  const add = ({ chars }: Token.CharacterToken) => {
    if (closing === null) words += chars
  }
  const raw: Record<string, number> = {
    script: TokenizerMode.SCRIPT_DATA,
    style: TokenizerMode.RAWTEXT,
    textarea: TokenizerMode.RCDATA,
    title: TokenizerMode.RCDATA,
  }
  const tokenizer = new Tokenizer(
    {},
    {
      onComment() {},
      onDoctype() {},
      onEof() {},
      onNullCharacter() {},
      onCharacter: add,
      onWhitespaceCharacter: add,
      onStartTag({ tagName }) {
        const mode = raw[tagName]
        if (mode !== undefined && closing === null) {
          closing = tagName
          tokenizer.state = mode as never
        } else if (isFlowTag(tagName) || tagName === 'br') flush()
      },
      onEndTag({ tagName }) {
        if (tagName === closing) closing = null
        else if (isFlowTag(tagName)) flush()
      },
    },
  )
  tokenizer.write(html, true)
  flush()
  return body
}

export const isElement = (node: DefaultTreeAdapterTypes.Node): node is Element => 'tagName' in node
export const isText = (node: DefaultTreeAdapterTypes.Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text'
export const attribute = (node: Element, name: string): string => node.attrs.find((one) => one.name === name)?.value ?? ''

export function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if (isText(node)) return node.value
  if (!isElement(node)) return ''
  return node.tagName === 'br' ? '\n' : node.childNodes.map(textOf).join('')
}

const styles = new WeakMap<Element, Map<string, string>>()

/** What the element's own style attribute says of a property, in lower case. */
export function styled(node: Element, property: string): string | undefined {
  if (node.attrs.length === 0) return undefined
  let known = styles.get(node)
  if (!known) {
    known = new Map()
    for (const declaration of attribute(node, 'style').split(';')) {
      const colon = declaration.indexOf(':')
      if (colon > 0)
        known.set(
          declaration.slice(0, colon).trim().toLowerCase(),
          declaration
            .slice(colon + 1)
            .trim()
            .toLowerCase(),
        )
    }
    styles.set(node, known)
  }
  return known.get(property)?.replace(/\s*!important$/, '')
}

const flowTags = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe li main nav ol p pre
  section summary table tbody td tfoot th thead tr ul caption embed object video lite-youtube lite-vimeo`.split(/\s+/),
)
export const isFlowTag = (tagName: string) => flowTags.has(tagName)

const unread = new Set(
  'style script head meta title link template noscript xml colgroup col svg math audio canvas map area track param frame frameset base'.split(' '),
)
const controls = new Set('button input select textarea option optgroup datalist progress meter dialog'.split(' '))
const forEars = /(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text|screenreader|visuallyhidden)(?:\s|$)/i
const nothing = /^0(?:\.0*)?(?:[a-z]+|%)?$/

/** Why an element and all in it is not read: nobody sees it, it is for a program, a remark in Word's margin, or a control of the page. Null when it is. */
export function unseen(node: Element): string | null {
  const { tagName } = node
  if (unread.has(tagName)) return 'no text'
  if (tagName === 'o:p' && textOf(node).trim() === '') return 'no text'
  if (controls.has(tagName)) return 'a control of the page'
  if (node.attrs.length === 0) return null
  if (/MsoComment(?:Reference|Text|Subject)/.test(attribute(node, 'class')) || styled(node, 'mso-element')?.startsWith('comment'))
    return 'a remark in the margin'
  if (node.attrs.some(({ name }) => name === 'hidden') || forEars.test(attribute(node, 'class'))) return 'not shown'
  const size = styled(node, 'font-size')
  const opacity = styled(node, 'opacity')
  const hidden =
    styled(node, 'display') === 'none' ||
    /^(?:hidden|collapse)$/.test(styled(node, 'visibility') ?? '') ||
    styled(node, 'mso-hide') === 'all' ||
    (size !== undefined && nothing.test(size)) ||
    (opacity !== undefined && nothing.test(opacity))
  return hidden ? 'not shown' : null
}

/** A player or a link to one that pages show in place of a video. */
export function mediumOf(node: Element): { kind: 'video'; video: VideoAddress } | { kind: null } {
  const { tagName } = node
  if (tagName === 'lite-youtube' || tagName === 'lite-vimeo') {
    const id = attribute(node, 'videoid')
    const video = readVideoAddress(tagName === 'lite-vimeo' ? `https://vimeo.com/${id}` : `https://youtu.be/${id}`)
    return video ? { kind: 'video', video } : { kind: null }
  }
  if (!/^(?:iframe|embed|object|video)$/.test(tagName)) return { kind: null }
  for (const name of ['src', 'data-src', 'data-lazy-src', 'data']) {
    const video = readVideoAddress(attribute(node, name))
    if (video) return { kind: 'video', video }
  }
  return { kind: null }
}

/** Whose words a quotation has, where it says so at its end. */
export function signOf(quote: Element): Element | null {
  const last = quote.childNodes.findLast((child) => isElement(child) || (child.nodeName === '#text' && 'value' in child && child.value.trim() !== ''))
  return last && isElement(last) && /^(cite|footer)$/.test(last.tagName) ? last : null
}

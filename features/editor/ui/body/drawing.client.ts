'use client'

import type { EditorState, Range } from '@codemirror/state'
import { Decoration, type DecorationSet } from '@codemirror/view'
import type { SyntaxNode, Tree } from '@lezer/common'
import { addressesIn } from '../../document/bare-addresses'
import { pictureIdOf } from '@/features/media/document/text-pictures'
import { bareAddress, plainWords } from '../../document/pictures'
import { spoilersIn } from './grammar.client'
import { Grid } from './table-grid.client'
import { OwnPicture, Picture, Rule, Sign } from './widgets.client'

export type Reach = { from: number; to: number }
/** Signs before and behind words: `**` and `**`, or `[` and `](address)`. */
export type Pair = Reach & { kind: string; open: number; close: number; address?: Reach }
type Drawn = { drawn: DecorationSet; atoms: DecorationSet; pairs: readonly Pair[]; prefixes: readonly Reach[]; tables: readonly Reach[]; open: Pair | null }

const hidden = Decoration.replace({})
const faint = Decoration.mark({ class: 'faint' })
const looks: Readonly<Record<string, Decoration>> = {
  StrongEmphasis: Decoration.mark({ tagName: 'strong' }),
  Emphasis: Decoration.mark({ tagName: 'em' }),
  Strikethrough: Decoration.mark({ tagName: 'del' }),
  InlineCode: Decoration.mark({ tagName: 'code' }),
  Spoiler: Decoration.mark({ tagName: 'mark', class: 'spoiler', attributes: { title: 'Spoiler: readers ask for it first' } }),
}
const linkLook = (address: string) => Decoration.mark({ tagName: 'a', attributes: { role: 'link', title: address } })
export const isInline = (kind: string) => kind in looks

/** Draws a text as the page will show it. */
export function draw(state: EditorState, tree: Tree, { focused, open }: { focused: boolean; open: Pair | null }): Drawn {
  return new Drawing(state, tree, focused).done(open)
}

const noteLine = /^[ \t]*(?:>[ \t]?)*[ \t]*$/
const lineSigns = /^[ \t]*(?:>[ \t]?)*[ \t]*/
const nameOf = (label: string) =>
  label
    .replace(/^\[|\]$/g, '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()

class Drawing {
  private readonly marks: Range<Decoration>[] = []
  private readonly atoms: Range<Decoration>[] = []
  private readonly pairs: Pair[] = []
  private readonly prefixes: Reach[] = []
  private readonly tables: Reach[] = []
  private readonly lines = new Map<number, Set<string>>()
  /** Soft breaks swallow the signs at the beginning of the line behind them. */
  private readonly breaks: Reach[] = []
  private readonly defined = new Set<string>()
  private readonly spoilers: ReadonlyMap<number, Reach>

  constructor(
    private readonly state: EditorState,
    private readonly tree: Tree,
    private readonly focused: boolean,
  ) {
    this.spoilers = new Map(spoilersIn(tree, this.text).map((reach) => [reach.from, reach]))
  }

  done(open: Pair | null): Drawn {
    this.tree.iterate({
      enter: ({ name, from, to, node }) =>
        void (name === 'LinkLabel' && node.parent?.name === 'LinkReference' && this.defined.add(nameOf(this.text(from, to)))),
    })
    this.tree.iterate({ enter: ({ node }) => this.enter(node) })
    this.bareLinks()
    const isPair = open && this.pairs.some(({ from, to }) => from === open.from && to === open.to)
    const stillOpen = open && !isPair ? open : null
    if (stillOpen) this.pair(stillOpen, looks[stillOpen.kind]!)
    this.gaps()
    this.lookOfLines()
    const marks = this.marks.filter(({ from, to, value }) => value.spec.break || !this.breaks.some((wide) => from > wide.from && to <= wide.to))
    return {
      drawn: Decoration.set(marks, true),
      atoms: Decoration.set(this.atoms, true),
      pairs: this.pairs,
      prefixes: this.prefixes,
      tables: this.tables,
      open: stillOpen,
    }
  }

  private text = (from: number, to: number) => this.state.sliceDoc(from, to)
  private touches = ({ from, to }: Reach) => this.focused && this.state.selection.ranges.some((range) => range.from <= to && range.to >= from)
  /** A sign is seen only while the caret touches that very sign. */
  private caretAt = (reach: Reach) => this.state.selection.main.empty && this.touches(reach)

  private line(at: number, look: string) {
    const looks = this.lines.get(at)
    if (looks) looks.add(look)
    else this.lines.set(at, new Set([look]))
  }
  private eachLine({ from, to }: Reach, look: string) {
    for (let at = from; at <= to;) {
      const line = this.state.doc.lineAt(at)
      this.line(line.from, look)
      at = line.to + 1
    }
  }
  private replace(reach: Reach, by: Decoration) {
    if (reach.from >= reach.to) return
    this.marks.push(by.range(reach.from, reach.to))
    this.atoms.push(hidden.range(reach.from, reach.to))
  }
  private sign = (from: number, to: number, isShown = this.caretAt({ from, to })) => this.replace({ from, to }, isShown ? faint : hidden)
  private behind = (at: number) => (/[ \t]/.test(this.text(at, at + 1)) ? at + 1 : at)

  private pair(pair: Pair, look: Decoration) {
    this.pairs.push(pair)
    if (pair.open < pair.close) this.marks.push(look.range(pair.open, pair.close))
    this.sign(pair.from, pair.open)
    if (pair.kind !== 'Link') return this.sign(pair.close, pair.to)
    // The address is never shown in the text. At the end of a link an arrow stands for it, so that inside and outside are two places.
    const end = { from: pair.close, to: pair.to }
    this.replace(end, this.caretAt(end) ? Decoration.replace({ widget: new Sign('↗', 'faint') }) : hidden)
  }

  /** Returns false for what is drawn with all that is in it. */
  private enter(node: SyntaxNode): boolean | undefined {
    const { name, from, to } = node
    const look = looks[name]
    if (look) this.pair({ kind: name, from, open: node.firstChild!.to, close: node.lastChild!.from, to }, look)
    else if (/^(ATX|Setext)Heading/.test(name)) this.heading(node)
    else return this.blocks[name]?.(node)
    return undefined
  }

  private readonly blocks: Readonly<Record<string, (node: SyntaxNode) => boolean | undefined>> = {
    Link: (node) => void this.link(node),
    Autolink: ({ from, to }) => void this.pair({ kind: 'Autolink', from, open: from + 1, close: to - 1, to }, linkLook(this.text(from + 1, to - 1))),
    SpoilerMark: ({ from, to: open }) => {
      const to = this.spoilers.get(from)?.to
      if (to !== undefined) this.pair({ kind: 'Spoiler', from, open, close: to - 2, to }, looks.Spoiler!)
      return undefined
    },
    Image: (node) => this.image(node),
    Table: (node) => this.table(node),
    HorizontalRule: (node) => {
      if (!this.touches(node)) this.replace(node, Decoration.replace({ widget: new Rule() }))
      return undefined
    },
    Escape: ({ from }) => void this.sign(from, from + 1),
    HardBreak: ({ from }) => void this.sign(from, this.state.doc.lineAt(from).to),
    LinkReference: ({ from, to }) => void this.marks.push(faint.range(from, to)),
    Footnote: ({ from, to }) => {
      this.marks.push(Decoration.mark({ class: 'note', attributes: { role: 'link', title: `Note ${this.text(from + 2, to - 1)}` } }).range(from, to))
      this.sign(from, from + 2, this.caretAt({ from, to }))
      this.sign(to - 1, to, this.caretAt({ from, to }))
      return undefined
    },
    FootnoteDefinition: (node) => void this.eachLine(node, 'note-text'),
    FootnoteMark: ({ from, to }) => void this.marks.push(faint.range(from, to)),
    Blockquote: (node) => void this.eachLine(node, 'quote'),
    QuoteMark: ({ from, to }) => {
      this.prefixes.push({ from, to: this.behind(to) })
      this.sign(from, this.behind(to), false)
      return undefined
    },
    FencedCode: (node) => this.source(node),
    CodeBlock: (node) => this.source(node),
    ListItem: (node) => void this.item(node),
    Paragraph: (node) => void this.softBreaks(node),
  }

  private source(node: Reach): false {
    this.eachLine(node, 'source')
    return false
  }

  private link(node: SyntaxNode) {
    const { from, to } = node
    const end = node.getChildren('LinkMark')[1]
    if (!end) return
    const address = node.getChild('URL')
    // The library calls every `[sic]` a link.
    if (!address && !this.defined.has(nameOf(this.text(node.getChild('LinkLabel')?.from ?? from, node.getChild('LinkLabel')?.to ?? end.to)))) return
    const pair: Pair = { kind: 'Link', from, open: from + 1, close: end.from, to, address: address ? { from: address.from, to: address.to } : undefined }
    this.pair(pair, linkLook(address ? this.text(address.from, address.to) : ''))
  }

  private image(node: SyntaxNode): false {
    const address = node.getChild('URL')
    const end = node.getChildren('LinkMark')[1]
    if (address && end && !this.touches(node)) {
      const [words, url] = [this.text(node.from + 2, end.from), bareAddress(this.text(address.from, address.to))]
      const title = node.getChild('LinkTitle')
      const caption = title ? plainWords(this.text(title.from + 1, title.to - 1)) : ''
      this.replace(node, Decoration.replace({ widget: pictureIdOf(url) === null ? new Picture(words, url) : new OwnPicture(plainWords(words), url, caption) }))
    }
    return false
  }

  private table(node: SyntaxNode): boolean {
    const { doc } = this.state
    const [first, last] = [doc.lineAt(node.from), doc.lineAt(node.to)]
    // In a quote or an item it is its source: no block can stand in the place of a part of these lines.
    if (node.parent?.name !== 'Document') return this.source(node)
    const reach = { from: first.from, to: last.to }
    this.marks.push(Decoration.replace({ widget: new Grid(node, doc, first.from, this.tables.length), block: true }).range(reach.from, reach.to))
    this.tables.push(reach)
    return false
  }

  private heading(node: SyntaxNode) {
    this.eachLine(node, `h${node.name.slice(-1)}`)
    const [first, ...others] = node.getChildren('HeaderMark')
    if (!first) return
    if (node.name.startsWith('Setext')) return void this.marks.push(faint.range(first.from, first.to))
    const prefix = { from: first.from, to: this.behind(first.to) }
    this.prefixes.push(prefix)
    this.sign(prefix.from, prefix.to, prefix.to === this.state.doc.lineAt(prefix.from).to && this.caretAt(prefix))
    for (const mark of others) this.sign(mark.from, mark.to)
  }

  private item(node: SyntaxNode) {
    const mark = node.getChild('ListMark')
    if (!mark) return
    let depth = 0
    for (let up: SyntaxNode | null = node; up; up = up.parent) if (up.name === 'ListItem') depth++
    const start = this.state.doc.lineAt(mark.from)
    this.eachLine(node, `li${Math.min(depth, 6)}`)
    this.line(start.from, 'item')
    const text = this.text(mark.from, mark.to)
    const blank = /[ \t]*$/.exec(this.text(start.from, mark.from))![0].length
    const prefix = { from: mark.from - blank, to: this.behind(mark.to) }
    const isNumber = /\d/.test(text)
    const level = depth > 1 ? `, level ${depth}` : ''
    this.replace(prefix, Decoration.replace({ widget: new Sign(isNumber ? text : '•', 'bullet', isNumber ? `${text}${level}` : `bullet${level}`) }))
    this.prefixes.push(prefix)
  }

  /** A soft break reads as a blank, as on the page. */
  private softBreaks({ from, to }: Reach) {
    const { doc } = this.state
    for (let at = doc.lineAt(from); at.to < to;) {
      const next = doc.lineAt(at.to + 1)
      const end = next.from + lineSigns.exec(next.text)![0].length
      if (!/(\\| {2,})$/.test(at.text)) {
        this.replace({ from: at.to, to: end }, Decoration.replace({ widget: new Sign(' '), break: true }))
        this.breaks.push({ from: at.to, to: end })
      }
      at = next
    }
  }

  private bareLinks() {
    for (const { from, to } of addressesIn(this.state.sliceDoc())) {
      const name = this.tree.resolveInner(from, 1).name
      if (name === 'Paragraph' || name === 'TableCell' || name in looks) this.marks.push(linkLook('').range(from, to))
    }
  }

  /** Empty lines between blocks are the gap between them: thin, and passed in one step. The one with the caret is a paragraph to be. */
  private gaps() {
    const { doc } = this.state
    for (let number = 2; number <= doc.lines; number++) {
      const line = doc.line(number)
      if (!noteLine.test(line.text) || this.lines.get(line.from)?.has('source') || this.touches(line)) continue
      this.line(line.from, 'gap')
      if (number < doc.lines && line.length === 0) this.atoms.push(hidden.range(doc.line(number - 1).to, line.to + 1))
    }
  }

  private lookOfLines() {
    for (const [at, looks] of this.lines) {
      const level = [...looks].find((look) => /^h\d$/.test(look))?.[1]
      const attributes: Record<string, string> = level
        ? { role: 'heading', 'aria-level': String(Math.min(6, Number(level) + 2)) }
        : looks.has('quote')
          ? { role: 'blockquote' }
          : {}
      this.marks.push(Decoration.line({ class: [...looks].join(' '), attributes }).range(at))
    }
  }
}

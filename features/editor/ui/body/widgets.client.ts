'use client'

import type { Text } from '@codemirror/state'
import { WidgetType, type EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, look: string, words = ''): HTMLElementTagNameMap[K] =>
  Object.assign(document.createElement(tag), { className: look, textContent: words })

/** What stands in the place of signs: a blank for a soft break, a bullet, a number, an arrow for the end of a link. */
export class Sign extends WidgetType {
  constructor(
    readonly words: string,
    readonly look = '',
    readonly said = '',
  ) {
    super()
  }
  override eq(other: Sign) {
    return other.words === this.words && other.look === this.look && other.said === this.said
  }
  toDOM() {
    const sign = make('span', this.look, this.words)
    if (this.said) {
      sign.setAttribute('role', 'img')
      sign.setAttribute('aria-label', this.said)
    }
    return sign
  }
  override ignoreEvent() {
    return false
  }
}

export class Rule extends WidgetType {
  override eq() {
    return true
  }
  toDOM() {
    return make('hr', '')
  }
  override ignoreEvent() {
    return false
  }
}

/** A picture of another site. The page shows its words as a link to it, and asks no other site for anything; so does this. */
export class Picture extends WidgetType {
  constructor(
    readonly words: string,
    readonly address: string,
  ) {
    super()
  }
  override eq(other: Picture) {
    return other.words === this.words && other.address === this.address
  }
  toDOM() {
    const card = make('span', 'picture-card')
    card.append(make('b', '', 'Picture'), ` ${this.words || this.address}`)
    return card
  }
  override ignoreEvent() {
    return false
  }
}

/** What is heard of a picture of this site that is to be changed: where it stands (`detail`). */
export const pictureEvent = 'body-picture'

/** A picture of this site, with its caption. A press leads to its words; the page shows the same file in the size that it needs. */
export class OwnPicture extends WidgetType {
  constructor(
    readonly words: string,
    readonly address: string,
    readonly caption: string,
  ) {
    super()
  }
  override eq(other: OwnPicture) {
    return other.words === this.words && other.address === this.address && other.caption === this.caption
  }
  toDOM(view: EditorView) {
    const box = make('span', 'body-picture')
    const button = box.appendChild(make('button', ''))
    button.type = 'button'
    button.setAttribute('aria-label', `Change the picture${this.words ? `: ${this.words}` : ''}`)
    const image = button.appendChild(document.createElement('img'))
    image.alt = this.words
    image.addEventListener('error', () => image.replaceWith(make('span', 'picture-card', `This picture is not here any more. ${this.words}`)))
    image.addEventListener('load', () => view.requestMeasure())
    image.src = this.address
    if (this.caption) box.append(make('span', 'body-caption', this.caption))
    button.addEventListener('click', () => view.dom.dispatchEvent(new CustomEvent(pictureEvent, { bubbles: true, detail: view.posAtDOM(box) })))
    return box
  }
  override ignoreEvent() {
    return true
  }
}

const tags: Record<string, keyof HTMLElementTagNameMap> = { StrongEmphasis: 'strong', Emphasis: 'em', Strikethrough: 'del', InlineCode: 'code', Link: 'u' }

/** The words of a node as they are read: signs and addresses left out. */
function readable(node: SyntaxNode, text: Text, into: Node): void {
  let at = node.from
  const add = (to: number) => void (to > at && into.appendChild(document.createTextNode(text.sliceString(at, to))))
  for (let child = node.firstChild; child; child = child.nextSibling) {
    add(child.from)
    const tag = tags[child.name]
    if (tag) readable(child, text, into.appendChild(document.createElement(tag)))
    else if (child.name === 'Escape') into.appendChild(document.createTextNode(text.sliceString(child.from + 1, child.to)))
    else if (!/Mark$|^(URL|LinkTitle|LinkLabel)$/.test(child.name)) into.appendChild(document.createTextNode(text.sliceString(child.from, child.to)))
    at = child.to
  }
  add(node.to)
}

/** A table as a table. A press in a cell opens its source, with the caret in that cell. */
export class Grid extends WidgetType {
  private readonly source: string
  constructor(
    private readonly node: SyntaxNode,
    private readonly text: Text,
    private readonly from: number,
  ) {
    super()
    this.source = text.sliceString(from, node.to)
  }
  override eq(other: Grid) {
    return other.source === this.source
  }
  toDOM(view: EditorView) {
    const box = make('div', 'table')
    const table = box.appendChild(document.createElement('table'))
    for (const row of [...this.node.getChildren('TableHeader'), ...this.node.getChildren('TableRow')]) {
      const line = table.appendChild(document.createElement('tr'))
      for (const cell of cellsOf(row)) {
        const square = line.appendChild(document.createElement(row.name === 'TableHeader' ? 'th' : 'td'))
        if (cell.node) readable(cell.node, this.text, square)
        const inside = cell.from - this.from
        square.addEventListener('mousedown', (event) => {
          event.preventDefault()
          view.focus()
          view.dispatch({ selection: { anchor: view.posAtDOM(box) + inside }, scrollIntoView: true })
        })
      }
    }
    return box
  }
  override ignoreEvent() {
    return true
  }
}

/** The cells of a row; an empty one has no node. */
function cellsOf(row: SyntaxNode): { node: SyntaxNode | null; from: number }[] {
  const cells: { node: SyntaxNode | null; from: number }[] = []
  let isFilled = false
  let [edge, count] = [row.from, 0]
  for (let child = row.firstChild; child; child = child.nextSibling) {
    if (child.name === 'TableCell') {
      cells.push({ node: child, from: child.from })
      isFilled = true
    } else if (child.name === 'TableDelimiter') {
      if (!isFilled && count++ > 0) cells.push({ node: null, from: edge })
      else count++
      isFilled = false
      edge = child.to
    }
  }
  return cells
}

'use client'

import { WidgetType, type EditorView } from '@codemirror/view'
import { pictureIdOf, smallPictureAddress } from '@/features/media/document/text-pictures'

/** How wide a picture in a text is at the most, in pixels of CSS (`--measure`). */
const measure = 656

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
    const id = pictureIdOf(this.address)
    image.src = id === null ? this.address : smallPictureAddress(id, measure * devicePixelRatio)
    if (this.caption) box.append(make('span', 'body-caption', this.caption))
    button.addEventListener('click', () => view.dom.dispatchEvent(new CustomEvent(pictureEvent, { bubbles: true, detail: view.posAtDOM(box) })))
    return box
  }
  override ignoreEvent() {
    return true
  }
}

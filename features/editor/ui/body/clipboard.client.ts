'use client'

import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { draftBounds } from '@/features/articles/schema'
import { whatFits } from '../../document/what-fits'
import type { ArrivingFiles } from '../../document/pictures'
import { isIn } from './lines.client'
import { setLink } from './marks.client'
import { nextCaret, placeNow, setPlace } from './places.client'

export type Pasting = {
  /** Makes Markdown of HTML; loaded at the first paste. */
  fromHtml: (html: string) => Promise<string>
  /** What of a paste had no place; `isLate`: all of it, because one had gone elsewhere when it came. */
  onRest: (rest: string, isLate?: boolean) => void
  onFiles: (arriving: ArrivingFiles) => void
  /** Takes an address that stands alone in pasted words as the video of what is written about, and returns what is for the text; null where that has one. */
  onVideo: ((words: string, at: () => number | null) => Promise<string>) | null
}

let lastPlace = 0

/** Hands over files for a place in the text. */
function takeFiles(view: EditorView, files: File[], at: number, onFiles: Pasting['onFiles']): void {
  const name = `files ${++lastPlace}`
  view.dispatch({ effects: setPlace.of({ name, at }) })
  const now = () => (view.dom.isConnected ? placeNow(view.state, name) : null)
  onFiles({
    files,
    before: view.state.sliceDoc(0, at),
    at: now,
    writesThere: () => view.state.selection.main.empty && view.state.selection.main.head === now(),
    writeOn: (text, caret) => void nextCaret.set(view, { text, at: caret }),
  })
}

const filesOf = (data: DataTransfer | null) => [...(data?.files ?? [])]

/** Without this a browser opens a file that is dropped, in the place of the page. */
export function onDragOver(event: DragEvent): boolean {
  if (!event.dataTransfer?.types.includes('Files')) return false
  event.preventDefault()
  return true
}

/** Files that are dropped on a body go to where they are let go. */
export function onDrop(event: DragEvent, view: EditorView, { onFiles }: Pasting): boolean {
  const files = filesOf(event.dataTransfer)
  if (files.length === 0 || view.state.readOnly) return false
  event.preventDefault()
  takeFiles(view, files, view.posAtCoords({ x: event.clientX, y: event.clientY }, false), onFiles)
  return true
}

/** Words of other programs come with a picture of them; a picture that was copied in a browser comes with HTML that has it alone. */
const isPictureAlone = (html: string, plain: string) => plain.trim() === '' && html.replaceAll(/<!--.*?-->|<[^>]*>|\s/gs, '') === ''

/** Characters of HTML whose look is kept: a megabyte takes half a second to read, of what a word processor makes for 30,000 words. */
const maxHtml = 1_000_000
const styled = /<(a|b|i|u|s|em|strong|del|h[1-6]|li|blockquote|table|img|code|pre|sup|br|p|div|span|iframe|lite-\w+)\b/i
/** What the services give for pages of others, as plain text. */
const player = /^\s*<iframe\b[^>]*(?:youtu|vimeo)[^>]*>\s*<\/iframe>\s*$/i
const looksLikeBlocks = /\n|^(?:#{1,6} |[-*+] |\d+[.)] |> |\|)/

/** What could be taken for a look, or runs together on the page. */
const needsReading = /[\\`*_[\]~<&#>|\n]|^\s*(?:[-+=:]|\d+[.)])/
const fromPlain = async (plain: string) => (await import('./from-plain.client')).fromPlain(plain)

/** Ctrl Shift V was pressed: what is pasted next stays as it is. */
let isRaw = false
export const notePasteKey = (event: KeyboardEvent) => void (isRaw = (event.ctrlKey || event.metaKey) && event.shiftKey && event.code === 'KeyV')

/** Returns whether it has pasted; else the browser does. */
export function onPaste(event: ClipboardEvent, view: EditorView, { fromHtml, onRest, onFiles, onVideo }: Pasting): boolean {
  const { main } = view.state.selection
  const inCode = isIn(view.state, main.from, /Code/)
  const raw = isRaw || inCode
  isRaw = false
  const plain = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n')
  const html = onVideo && !raw && player.test(plain) ? plain : (event.clipboardData?.getData('text/html') ?? '')
  const files = filesOf(event.clipboardData)
  if (files.length > 0 && !view.state.readOnly && isPictureAlone(html, plain)) {
    event.preventDefault()
    takeFiles(view, files, view.state.selection.main.to, onFiles)
    return true
  }
  if ((plain === '' && html === '') || view.state.readOnly) return false
  event.preventDefault()
  const isOneLine = !view.state.sliceDoc(main.from, main.to).includes('\n')
  // The words stand there at once when the filter cannot be loaded; until it is, nothing is written over: the place is the caret's.
  const put = (words: string, isMarkdown: boolean) => {
    if (!view.dom.isConnected || view.state.readOnly) return onRest(words, true)
    insert(view, isMarkdown ? apart(view, words) : words, onRest)
  }
  if (/^https?:\/\/\S+$/i.test(plain.trim()) && !inCode && !main.empty && isOneLine) return setLink(plain.trim(), main)(view)
  if (!raw && onVideo && main.empty && /^\S*(?:youtu|vimeo)\S*$/i.test(plain.trim())) {
    const name = `video ${++lastPlace}`
    view.dispatch({ effects: setPlace.of({ name, at: main.head }) })
    void onVideo(plain.trim(), () => (view.dom.isConnected ? placeNow(view.state, name) : null)).then((left) => left && put(left, false))
    return true
  }
  // More than a body takes, and reading it would hold the page for seconds: its words alone.
  if (raw || !styled.test(html) || (html.length > maxHtml && plain !== '')) {
    if (raw || !needsReading.test(plain)) insert(view, plain, onRest)
    else void fromPlain(plain).then((words) => put(words, true), () => put(plain, false)) // prettier-ignore
    return true
  }
  const read = async () => {
    const markdown = await fromHtml(html)
    if (markdown.trim() === '') return put(plain, true)
    const left = onVideo ? await onVideo(markdown, () => null) : markdown
    if (left !== '') put(left, true)
  }
  void read().catch(() => put(plain, false))
  return true
}

/** Blocks need empty lines round them. */
function apart({ state: { doc, selection } }: EditorView, markdown: string): string {
  if (!looksLikeBlocks.test(markdown)) return markdown
  const { from, to } = selection.main
  const [first, last] = [doc.lineAt(from), doc.lineAt(to)]
  const before = doc.sliceString(first.from, from).trim()
    ? '\n\n'
    : first.number > 1 && from === first.from && doc.line(first.number - 1).length > 0
      ? '\n'
      : ''
  const after = doc.sliceString(to, last.to).trim() ? '\n\n' : last.number < doc.lines && doc.line(last.number + 1).length > 0 ? '\n' : ''
  return `${before}${markdown.trimEnd()}${after}`
}

/** One paste is one step of the history. What has no place in a body is told, and not lost. */
function insert(view: EditorView, text: string, onRest: Pasting['onRest']): void {
  const { doc, selection } = view.state
  const { from, to } = selection.main
  const { fits, rest } = whatFits(text, draftBounds.maxCharacters - doc.length + (to - from))
  if (fits)
    view.dispatch({
      changes: { from, to, insert: fits },
      selection: EditorSelection.cursor(from + fits.length),
      userEvent: 'input.paste',
      scrollIntoView: true,
    })
  // A table takes none.
  if (fits && view.state.doc === doc) onRest(text, true)
  else if (rest) onRest(rest)
}

/** Other programs get the words with their look, this one the source. */
export function onCopy(event: ClipboardEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main
  const range = view.contentDOM.ownerDocument.getSelection()
  if (empty || !event.clipboardData || !range?.rangeCount) return false
  event.clipboardData.setData('text/plain', view.state.sliceDoc(from, to))
  event.clipboardData.setData('text/html', htmlOf(range.getRangeAt(0).cloneContents()))
  event.preventDefault()
  if (event.type === 'cut' && !view.state.readOnly) view.dispatch({ changes: { from, to }, userEvent: 'delete.cut', scrollIntoView: true })
  return true
}

const lineTags: readonly (readonly [string, string])[] = [
  ['.h1, .h2', 'h3'],
  ['.h3, .h4, .h5, .h6', 'h4'],
  ['.quote', 'blockquote'],
]

function htmlOf(shown: DocumentFragment): string {
  const box = document.createElement('div')
  box.append(shown)
  for (const extra of box.querySelectorAll('.cm-widgetBuffer, .faint, .gap')) extra.remove()
  // Other programs cannot hide it, and here it is one again.
  const strokes = () => {
    const sign = Object.assign(document.createElement('span'), { textContent: '||' })
    sign.dataset.spoiler = '||'
    return sign
  }
  for (const spoiler of box.querySelectorAll('.spoiler')) spoiler.replaceWith(strokes(), ...spoiler.childNodes, strokes())
  for (const picture of box.querySelectorAll('.body-picture')) {
    const [image, caption] = [picture.querySelector('img'), picture.querySelector('.body-caption')?.textContent ?? '']
    const copy = document.createElement('img')
    copy.setAttribute('src', image?.getAttribute('src') ?? '')
    Object.assign(copy, { alt: image?.alt ?? '', title: caption })
    picture.replaceWith(copy)
  }
  for (const line of box.querySelectorAll<HTMLElement>('.cm-line')) {
    const tag = line.matches('.item') ? 'li' : (lineTags.find(([look]) => line.matches(look))?.[1] ?? 'p')
    for (const sign of line.querySelectorAll('.bullet')) sign.remove()
    const block = document.createElement(tag)
    block.append(...line.childNodes)
    line.replaceWith(block)
  }
  for (const element of box.querySelectorAll('*')) {
    if (element instanceof HTMLAnchorElement && element.title) element.href = element.title.replace(/^<|>$/g, '')
    const kept = element.tagName === 'IMG' ? ['src', 'alt', 'title'] : ['href', 'data-spoiler']
    for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name)
  }
  return box.innerHTML
}

'use client'

import { draftBounds } from '@/features/articles/schema'
import { whatFits } from '../document/what-fits'

/** What of a paste had no place in a text, or null: then the browser pastes as always. */
export const pasteWhatFits = (event: ClipboardEvent) => putWhatFits(event, event.clipboardData?.getData('text/plain') ?? '')

/** The same of a text that is dropped into one: the browser has put the caret where it was let go. */
export const dropWhatFits = (event: InputEvent) =>
  event.inputType === 'insertFromDrop' ? putWhatFits(event, event.data ?? event.dataTransfer?.getData('text/plain') ?? '') : null

function putWhatFits(event: Event, pasted: string): string | null {
  const field = event.target
  // Most of them are short, and need no look at the field.
  if (!(field instanceof HTMLTextAreaElement) || pasted.length < 10_000) return null
  const text = pasted.replace(/\r\n?/g, '\n')
  const room = draftBounds.maxCharacters - field.value.length + (field.selectionEnd - field.selectionStart)
  const { fits, rest } = whatFits(text, room)
  if (!rest) return null
  event.preventDefault()
  // Typed in by the browser, so that its field tells of it as of any other letter.
  if (fits) document.execCommand('insertText', false, fits)
  return rest
}

/** What is told of texts that had no place: with those of earlier pastes that nobody has taken yet. `isLate`: one had gone on when they came. */
export function withRest(before: string | undefined, rest: string, isLate: boolean): { words: string; rest: string } {
  const all = before === undefined ? rest : `${before}\n\n${rest}`
  const [most, left] = [draftBounds.maxCharacters, all.length].map((count) => count.toLocaleString('en'))
  if (isLate) return { words: `What you pasted came when its text was left already: ${left} characters are in no text.`, rest: all }
  return { words: `A text takes ${most} characters: the last ${left} were left out.`, rest: all }
}

/** Hands the writer a text as a file. */
export function downloadText(name: string, text: string): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' })), download: name })
  link.click()
  URL.revokeObjectURL(link.href)
}

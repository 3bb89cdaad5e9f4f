import { findEntry, findSection } from '@/features/articles/document/parts'
import type { Thing } from '@/features/articles/document/operations'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { pictureAddress } from '@/features/media/document/text-pictures'
import { changeEntry } from './entries'
import { changeSection } from './sections'

/* Pictures in a text, as Markdown has them: `![words](address "caption")`. */

/** A text of a list in which pictures stand. */
export type TextPlace = { on: Thing; field: string }
/** Files that were pasted or dropped behind some words. `at`: the place now, moved by what was typed meanwhile; null when the text has been left. */
export type ArrivingFiles = {
  files: File[]
  before: string
  at: () => number | null
  /** Whether the caret still stands there, and puts it elsewhere as soon as a text is shown. */
  writesThere?: () => boolean
  writeOn?: (text: string, caret: number) => void
}
export type PictureWords = { alt: string; caption: string }

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
/** Words as they stand in the brackets of a picture. */
export const escapedWords = (text: string) => oneLine(text).replaceAll(/[\\`*[\]_~<&]/g, '\\$&')
/** Words as they are read, of those behind backslashes. */
export const plainWords = (source: string) => source.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')

const titleOf = (caption: string) => (oneLine(caption) === '' ? '' : `"${oneLine(caption).replaceAll(/[\\"&]/g, '\\$&')}"`)
/** A picture as Markdown has it; `alt` and `title` as they are written there. */
export const printPicture = (mediumId: string, alt: string, title: string) => `![${alt}](${pictureAddress(mediumId)}${title && ` ${title}`})`

export const writePicture = (mediumId: string, { alt, caption }: PictureWords): string => printPicture(mediumId, escapedWords(alt), titleOf(caption))

/** An address without the `<>` that it may stand in. */
export const bareAddress = (source: string) => source.replace(/^<(.*)>$/, '$1')

/** A picture as it is written; `title` with its marks, '' where there is none. */
export type PictureSource = { id: string; alt: string; title: string }
export const wordsOfPicture = ({ alt, title }: PictureSource): PictureWords => ({ alt: plainWords(alt), caption: plainWords(title.slice(1, -1)) })

/** A picture with what was chosen and typed since `begun`. What was left as it was then is as it is `now`: somebody else may have changed it. */
export function changedPicture(now: PictureSource, begun: PictureSource, typed: PictureWords & { id: string }): string {
  const had = wordsOfPicture(begun)
  const isSame = (some: string, other: string) => some.trim() === other.trim()
  // The words of one picture say nothing of another.
  const keepsAlt = typed.id === begun.id && isSame(typed.alt, had.alt)
  const id = typed.id === begun.id ? now.id : typed.id
  return printPicture(id, keepsAlt ? now.alt : escapedWords(typed.alt), isSame(typed.caption, had.caption) ? now.title : titleOf(typed.caption))
}

type Change = { from: number; to: number; insert: string; /** Where one writes on. */ caret: number }

const emptyLine = /^\n[ \t]*\n/

/** Puts pictures on lines of their own: in the place of an empty line, else below the paragraph that is at `offset`. `goesOn`: a line to write on is there after it. */
export function putPictures(text: string, offset: number, pictures: readonly string[], goesOn = false): Change {
  const at = Math.min(Math.max(0, offset), text.length)
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
  const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at)
  const isEmpty = text.slice(start, lineEnd).trim() === ''
  const paragraphEnd = text.slice(at).search(/\n[ \t]*(?:\n|$)/)
  const from = isEmpty ? start : paragraphEnd < 0 ? text.length : at + paragraphEnd
  const to = isEmpty ? lineEnd : from
  const [before, after] = [text.slice(0, from), text.slice(to)]
  const lead = before.trim() === '' || /\n[ \t]*\n$/.test(before) ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const isLast = after.trim() === '' && !goesOn
  const rest = isLast || emptyLine.test(after) ? '' : after.startsWith('\n') ? '\n' : '\n\n'
  const shown = lead + pictures.join('\n\n')
  return { from, to, insert: shown + rest, caret: from + shown.length + (emptyLine.exec(rest + after)?.[0].length ?? 0) }
}

export const textAt = (document: ListDocument, { on, field }: TextPlace): string | null => {
  if (on === 'list') return field === 'intro' || field === 'outro' ? document[field] : null
  return ('entry' in on ? findEntry(document, on.entry)?.entry.body : 'section' in on ? findSection(document, on.section)?.body : null) ?? null
}

/** The list with one of its texts changed; as it is when the text has gone. */
export function changeText(document: ListDocument, place: TextPlace, change: (text: string) => string): ListDocument {
  const { on, field } = place
  const text = textAt(document, place)
  const next = text === null ? null : change(text)
  if (next === null || next === text) return document
  if (on === 'list') return { ...document, [field]: next }
  if ('entry' in on) return changeEntry(document, on.entry, { body: next })
  return 'section' in on ? changeSection(document, on.section, { body: next }) : document
}

// No bracket in the words but those that close: else each `![` would be looked at up to the end of its line.
export const pictureWords = String.raw`!\[((?:[^[\]\\\n]|\\.|\[(?:[^[\]\\\n]|\\.)*\])*)\]`
const title = String.raw`(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?`
const own = new RegExp(String.raw`${pictureWords}\(\s*<?/media/([0-9a-z]{20})>?${title}\s*\)`, 'g')
const anyPicture = new RegExp(String.raw`${pictureWords}(?:\(|\[([^[\]\n]*)\])`, 'g')
/** A name that an address of this site is given below. */
const ownName = /^ {0,3}\[([^[\]\n]+)\]:[ \t]*<?\/media\/[0-9a-z]{20}(?![^\s>])/gm
const asName = (text: string) => oneLine(text).toLowerCase()

/** Whether a text has a picture that is none of this site. */
export function hasForeignPicture(text: string): boolean {
  if (!text.includes('![')) return false
  const names = new Set(Array.from(text.matchAll(ownName), ([, name]) => asName(name!)))
  return Array.from(text.replaceAll(own, '').matchAll(anyPicture)).some(([, said, name]) => name === undefined || !names.has(asName(name || said!)))
}

/** Whether pictures stand in a text, of this site or another. */
export const hasPicture = (text: string): boolean => text.includes('![') && text.search(anyPicture) >= 0

/** The pictures of this site that stand in the texts of a list: whether the text says what is to be seen, and the entry that each is in. */
export const ownPictures = (document: ListDocument): { id: string; isSaid: boolean; entry?: string }[] =>
  [
    ...[document.intro, document.outro, ...document.sections.flatMap(({ body, sections }) => [body, ...sections.map((inner) => inner.body)])].map((text) => ({
      text,
    })),
    ...entriesOf(document).map(({ entry }) => ({ text: entry.body, entry: entry.id })),
  ].flatMap(({ text, ...at }) =>
    text.includes('/media/') ? Array.from(text.matchAll(own), ([, alt, id]) => ({ id: id!, isSaid: alt!.trim() !== '', ...at })) : [],
  )

type Known = { gone: readonly string[]; wordless: readonly string[] }

/** What is told of the pictures in a list: those that are not here, and those of which neither the text nor they themselves say what is to be seen. */
export function picturesToMend(
  shown: readonly { id: string; isSaid: boolean; entry?: string }[],
  { gone, wordless }: Known,
): { message: string; entry?: string }[] {
  const told = (some: typeof shown, one: string, many: string) => {
    const [first] = some
    const entry = first?.entry === undefined ? {} : { entry: first.entry }
    return first ? [{ message: some.length === 1 ? one : `${some.length} ${many}`, ...entry }] : []
  }
  return [
    ...told(
      shown.filter(({ id }) => gone.includes(id)),
      'A picture in the text is not here any more: choose another, or take it out',
      'pictures in the texts are not here any more: choose others, or take them out',
    ),
    ...told(
      shown.filter(({ id, isSaid }) => !isSaid && wordless.includes(id)),
      'A picture in the text has no alt text',
      'pictures in the texts have no alt text',
    ),
  ]
}

import { pictureIdOf } from '@/features/media/document/text-pictures'
import { imagesOf } from '@/features/articles/images'
import { findUnkept } from '@/platform/text/markdown'
import type { FileContent, FileSubsection } from './list-file'
import type { Note } from './problems'

const messages = {
  html: 'HTML is shown as it is typed: use Markdown',
  image:
    'A picture of another site is not shown, and a list with one cannot be published: send it in under Pictures in the studio and name it as ![words](/media/ID), or make it a link',
  imageInLine: 'A picture cannot stand in a subheading, and a list with one there cannot be published: put it into the text',
  shortcode: 'This command of another program is shown as it is typed',
  fence: 'This code is not closed before the next heading. In code too a line that begins with # needs a backslash before it',
} as const

type Text = { text: string; path: (string | number)[] }
/** A picture of this site in a list file. `isRemoved`: in an entry that has left the list. */
export type NamedPicture = { id: string; line: number; isRemoved: boolean }

/** What in the prose of a list file readers will not see as it may be meant, by lines. */
export function notesOnProse(content: FileContent, lineOf: (path: readonly PropertyKey[]) => number): Note[] {
  const notes: Note[] = []
  for (const { text, path } of textsOf(content)) {
    const isLine = path.at(-1) === 'subheading'
    for (const found of findUnkept(text)) {
      // Whether one of this site is there is not known from the file (`picturesIn`).
      if (found.kind === 'image' && !isLine && pictureIdOf(found.address) !== null) continue
      notes.push({ line: lineOf(path) + found.line - 1, message: messages[found.kind === 'image' && isLine ? 'imageInLine' : found.kind] })
    }
  }
  return notes
}

/** The pictures of this site that the prose of a list file names, with their lines. */
export const picturesIn = (content: FileContent, lineOf: (path: readonly PropertyKey[]) => number): NamedPicture[] =>
  textsOf(content).flatMap(({ text, path }) =>
    imagesOf(text).flatMap(({ id, line }) => (id === null ? [] : [{ id, line: lineOf(path) + line - 1, isRemoved: path[0] === 'removed' }])),
  )

function textsOf(content: FileContent): Text[] {
  const texts: Text[] = []
  const look = (text: string, path: Text['path']) => texts.push({ text, path })
  const lookAt = (entry: FileSubsection['entries'][number], path: (string | number)[]) => {
    look(entry.subheading, [...path, 'subheading'])
    look(entry.body, [...path, 'body'])
  }
  const part = (section: Pick<FileSubsection, 'entries'>, path: (string | number)[]) =>
    section.entries.forEach((entry, e) => lookAt(entry, [...path, 'entries', e]))
  look(content.intro, ['intro'])
  part(content, [])
  content.sections.forEach((section, s) => {
    look(section.body, ['sections', s, 'body'])
    part(section, ['sections', s])
    section.sections.forEach((inner, t) => {
      look(inner.body, ['sections', s, 'sections', t, 'body'])
      part(inner, ['sections', s, 'sections', t])
    })
  })
  look(content.outro, ['outro'])
  content.removed.forEach((entry, e) => lookAt(entry, ['removed', e]))
  return texts
}

import { findUnkept } from '@/platform/text/markdown'
import type { FileContent, FileSubsection } from './list-file'
import type { Note } from './problems'

const messages = {
  html: 'HTML is shown as it is typed: use Markdown',
  image:
    'A picture cannot stand in the text, and a list with one cannot be published: make it a link. One that was sent in under Pictures in the studio can be the cover',
  shortcode: 'This command of another program is shown as it is typed',
  fence: 'This code is not closed before the next heading. In code too a line that begins with # needs a backslash before it',
} as const

/** What in the prose of a list file readers will not see as it may be meant, by lines. */
export function notesOnProse(content: FileContent, lineOf: (path: readonly PropertyKey[]) => number): Note[] {
  const notes: Note[] = []
  const look = (text: string, path: (string | number)[]) => {
    for (const { kind, line } of findUnkept(text)) notes.push({ line: lineOf(path) + line - 1, message: messages[kind] })
  }
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
  return notes
}

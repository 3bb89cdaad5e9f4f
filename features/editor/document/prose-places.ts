import { entriesOf, type ListDocument } from '@/features/articles/schema'

/** Every text with Markdown in a list, with a word for its place, as one reads them. */
export function proseIn(document: ListDocument): { place: string; text: string }[] {
  return [
    { place: 'intro', text: document.intro },
    ...entriesOf(document).map(({ entry }) => ({ place: `entry:${entry.id}`, text: entry.body })),
    ...document.sections.flatMap((section) => [section, ...section.sections]).map(({ id, body }) => ({ place: `section:${id}`, text: body })),
    { place: 'outro', text: document.outro },
  ]
}

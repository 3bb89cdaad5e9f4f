import { renderProse } from '@/features/articles/markdown'
import type { ListDocument } from '@/features/articles/schema'
import { listShownPictures } from '@/features/media/queries/shown-pictures'
import { pictureFinder, pictureIdsIn } from '@/features/media/document/text-pictures'
import { roomOfList } from '@/platform/text/pictures'
import { proseIn } from '../document/prose-places'

/** So much Markdown, in characters, is rendered with the page of the editor: it is some 60 entries, and 0.1 s of the processor. */
const mostAtOnce = 60_000

/** The first texts of a list as the page shows them, by their places. */
export async function proseOf(document: ListDocument): Promise<Record<string, string>> {
  const prose: Record<string, string> = {}
  const pictures = pictureFinder(await listShownPictures(pictureIdsIn(proseIn(document).map(({ text }) => text))))
  const pictureRoom = roomOfList()
  let room = mostAtOnce
  for (const { place, text } of proseIn(document)) {
    if (text.trim() === '' || (room -= text.length) < 0) continue
    prose[place] = renderProse(text, 2, place.replaceAll(/\W/g, '-'), pictures, pictureRoom)
  }
  return prose
}

import type { PictureFinder, TextPicture } from '@/platform/text/pictures'

/* A text names a picture by its id, as in `![A lantern](/media/0k3…)`. The text is the truth: what it shows is read out of it. Safe in a browser. */

/** Where readers find pictures. */
export const mediaFolder = '/media'

const id = '[0-9a-hjkmnp-tv-z]{20}'
const whole = new RegExp(`^${mediaFolder}/(${id})$`)
const small = new RegExp(`^${mediaFolder}/(${id})/([1-9]\\d{0,3})$`)
const within = new RegExp(`${mediaFolder}/(${id})(?![0-9a-zA-Z-])`, 'g')

/** What a text calls a picture; the address leads to the picture itself, too. */
export const pictureAddress = (mediumId: string) => `${mediaFolder}/${mediumId}`

/** The same in a smaller file, at least this wide where there is one: for the studio, which shows a picture before it knows its files. */
export const smallPictureAddress = (mediumId: string, width: number) => `${pictureAddress(mediumId)}/${Math.min(9999, Math.ceil(width))}`

/** The id of the picture that an address in a text names; null for anything else. */
export const pictureIdOf = (address: string): string | null => whole.exec(address)?.[1] ?? null

/** What such a smaller address asks for. */
export function smallPictureOf(address: string): { id: string; width: number } | null {
  const [, named, width] = small.exec(address) ?? []
  return named === undefined ? null : { id: named, width: Number(width) }
}

/** Whether a text may show a picture: for whether it is worth a look. */
export const mayNamePictures = (text: string) => text.includes(`${mediaFolder}/`)

/** The ids of all pictures that texts name, in links too. */
export function pictureIdsIn(texts: Iterable<string>): string[] {
  const ids = new Set<string>()
  for (const text of texts) if (mayNamePictures(text)) for (const [, found] of text.matchAll(within)) ids.add(found!)
  return [...ids]
}

/** A text with other ids in the places of these. */
export const withOtherIds = (text: string, ids: ReadonlyMap<string, string>): string =>
  ids.size > 0 && mayNamePictures(text)
    ? text.replaceAll(within, (address, found: string) => (ids.has(found) ? pictureAddress(ids.get(found)!) : address))
    : text

/** Finds the pictures that a text shows among these, by their ids. */
export const pictureFinder =
  (pictures: ReadonlyMap<string, TextPicture>): PictureFinder =>
  (address) => {
    const named = pictureIdOf(address)
    return named === null ? undefined : (pictures.get(named) ?? null)
  }

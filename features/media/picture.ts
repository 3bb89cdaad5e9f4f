import { mediaFolder } from './document/text-pictures'
import { fileName, formats, type Format } from './file-names'
import type { ImageType } from './images/type-of-content'

/** A picture of another site: what it is called there, its words, and what its file says it is. */
export type ForeignMedium = {
  id: string
  hash: string
  type: ImageType
  name: string
  alt: string
  decorative: boolean
  credit: string
  focus: { x: number; y: number }
}

/** A picture as pages show it: its addresses never lead anywhere but to this site. */
export type Picture = {
  /** Of the largest width, as JPEG, which everybody can show. */
  src: string
  width: number
  height: number
  /** For `srcset`, by format, the smallest format first. */
  sources: Record<Format, string>
  /** In base64 (evanw.github.io/thumbhash). */
  thumbhash: string
  /** What must stay when it is cropped, as shares of its width and height. */
  focus: { x: number; y: number }
}

/** What of a medium `pictureOf` reads. */
export const pictureFields = { file: true, widths: true, width: true, height: true, thumbhash: true, focusX: true, focusY: true } as const
type Row = { file: string | null; widths: unknown; width: number; height: number; thumbhash: string; focusX: number; focusY: number }

const addressOf = (file: string, width: number, format: Format) => `${mediaFolder}/${fileName(file, width, format)}`

export function readWidths(widths: unknown): number[] {
  return Array.isArray(widths) ? widths.filter((one): one is number => Number.isInteger(one)) : []
}

/** Null for a medium without files. */
export function pictureOf({ file, widths: stored, width, height, thumbhash, focusX, focusY }: Row): Picture | null {
  const widths = readWidths(stored)
  const largest = widths.at(-1)
  if (!file || !largest) return null
  const sources = Object.fromEntries(formats.map((format) => [format, widths.map((one) => `${addressOf(file, one, format)} ${one}w`).join(', ')]))
  return {
    src: addressOf(file, largest, 'jpg'),
    width: largest,
    height: Math.max(1, Math.round((height * largest) / width)),
    sources: sources as Picture['sources'],
    thumbhash,
    focus: { x: focusX, y: focusY },
  }
}

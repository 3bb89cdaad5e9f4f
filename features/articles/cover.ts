import { createHash } from 'node:crypto'

/** A place on a map, in degrees, and how many entries are there. */
export type Pin = { latitude: number; longitude: number; count: number }

/** What the drawn cover of an article is made from, and nothing else: the same data is the same picture. */
export type CoverData = {
  articleId: string
  entries: number
  pins: Pin[]
  /** Whom the first entries are about, in the list's order, where it is a list of people; at most six. */
  names: string[]
}

/** Version of the drawings (features/artwork/cover). Raised when a change there should reach readers who have kept the older picture. */
const drawing = 2
export const coverSize = { width: 780, height: 630 }

/** A list of places is a map when most of its entries are somewhere; any other is its number. */
export const isMap = ({ entries, pins }: CoverData) => entries > 0 && pins.reduce((sum, pin) => sum + pin.count, 0) >= entries * 0.6

/** A list of people shows their names, unless it is a map. */
export const isNames = (data: CoverData) => !isMap(data) && data.names.length >= 3

/** A short name for exactly this picture, to stand in its address. */
const coverHash = (data: CoverData): string =>
  createHash('sha256')
    .update(JSON.stringify([drawing, data.articleId, data.entries, data.pins.map((pin) => [pin.latitude, pin.longitude, pin.count]), data.names]))
    .digest('hex')
    .slice(0, 12)

export const coverAddress = (data: CoverData) => `/covers/${data.articleId}-${coverHash(data)}.svg`
/** The map of one place. */
export const placeMapAddress = ({ id, ...at }: { id: string; latitude: number; longitude: number }) =>
  `/covers/place-${id}-${createHash('sha256')
    .update(JSON.stringify([drawing, at.latitude, at.longitude]))
    .digest('hex')
    .slice(0, 12)}.svg`

import { renderAsync } from '@resvg/resvg-js'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import { tooMany } from '@/platform/errors'
import { cardHash, drawCard, type Card } from './card'
import { faces } from './faces'

/** An SVG as a PNG of its own size, with the bundled faces only. */
export async function toPng(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, { font: faces, logLevel: 'off' })
  return image.asPng()
}

const keptPngs = new LRUCache<string, Buffer>({ max: 48 })
const drawing = new Map<string, Promise<Buffer>>()
const oneAtATime = pLimit(1)
const maxWaiting = 24

/**
 * The PNG of a card. One is drawn at a time, requests for the same card share it, and the latest PNGs are kept in memory. Throws too_many (429)
 * when `maxWaiting` cards wait, because drawing is the most expensive thing that a stranger can ask for.
 */
export async function pngOf(card: Card): Promise<Buffer> {
  const key = `${card.kind}-${card.id}-${cardHash(card)}`
  const ready = keptPngs.get(key) ?? drawing.get(key)
  if (ready) return ready
  if (drawing.size >= maxWaiting) throw tooMany('Too many pictures are being drawn: try again in a moment', 5)
  const drawn = oneAtATime(() => toPng(drawCard(card))).finally(() => drawing.delete(key))
  drawing.set(key, drawn)
  keptPngs.set(key, await drawn)
  return drawn
}

import path from 'node:path'
import { renderAsync } from '@resvg/resvg-js'
import { tooMany } from '@/platform/errors'
import { cardHash, drawCard, type Card } from './card'

// resvg reads TTF and OTF only, which is why these lie beside the page's own font.
const fontFiles = ['bricolage-grotesque-500.ttf', 'bricolage-grotesque-800.ttf', 'pretendard-hangul-800.otf'].map((file) =>
  path.join(/* turbopackIgnore: true */ process.cwd(), 'ui/fonts', file),
)

/** An SVG as a PNG of its own size, with the bundled faces only: the same everywhere. */
export async function toPng(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Bricolage Grotesque' }, logLevel: 'off' })
  return image.asPng()
}

const keptPngs = new Map<string, Buffer>()
const maxKeptPngs = 48
const drawing = new Map<string, Promise<Buffer>>()
const maxWaiting = 24
let last: Promise<unknown> = Promise.resolve()

/**
 * The PNG of a card. One is drawn at a time, requests for the same card share it, and the latest PNGs are kept in memory. Throws too_many (429)
 * when `maxWaiting` cards wait, because drawing is the most expensive thing that a stranger can ask for.
 */
export function pngOf(card: Card): Promise<Buffer> {
  const key = `${card.kind}-${card.id}-${cardHash(card)}`
  const ready = keptPngs.get(key)
  if (ready) {
    keptPngs.delete(key)
    keptPngs.set(key, ready)
    return Promise.resolve(ready)
  }
  const under = drawing.get(key)
  if (under) return under
  if (drawing.size >= maxWaiting) return Promise.reject(tooMany('Too many pictures are being drawn: try again in a moment', 5))
  const drawn = last
    .then(() => toPng(drawCard(card)))
    .then((png) => {
      keptPngs.set(key, png)
      if (keptPngs.size > maxKeptPngs) keptPngs.delete(keptPngs.keys().next().value!)
      return png
    })
    .finally(() => drawing.delete(key))
  last = drawn.catch(() => undefined)
  drawing.set(key, drawn)
  return drawn
}

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

const kept = new Map<string, Buffer>()
const mostKept = 48
const drawing = new Map<string, Promise<Buffer>>()
const mostWaiting = 24
let last: Promise<unknown> = Promise.resolve()

/**
 * The PNG of a card. One is drawn at a time, whoever asks for the same one waits for the same, and the latest are kept; when too many
 * wait it throws 429, since drawing is the most work that a stranger can ask for here.
 */
export function pngOf(card: Card): Promise<Buffer> {
  const key = `${card.kind}-${card.id}-${cardHash(card)}`
  const ready = kept.get(key)
  if (ready) {
    kept.delete(key)
    kept.set(key, ready)
    return Promise.resolve(ready)
  }
  const under = drawing.get(key)
  if (under) return under
  if (drawing.size >= mostWaiting) return Promise.reject(tooMany('Too many pictures are being drawn: try again in a moment', 5))
  const drawn = last
    .then(() => toPng(drawCard(card)))
    .then((png) => {
      kept.set(key, png)
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
      return png
    })
    .finally(() => drawing.delete(key))
  last = drawn.catch(() => undefined)
  drawing.set(key, drawn)
  return drawn
}

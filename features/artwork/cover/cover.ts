import { coverSize, isMap, isNames, type CoverData } from '@/features/articles/cover'
import { posterSize } from '@/features/articles/document/poster'
import type { Cover } from '@/features/articles/queries/covers'
import { drawBeams } from './beams'
import { drawMap } from './map'
import { drawNames } from './names'
import { drawNumeral } from './numeral'
import { randomOf } from './random'

/** The drawn cover as an SVG file's text. */
export function drawCover(data: CoverData, size = coverSize): string {
  if (isMap(data)) return drawMap({ pins: data.pins, ...size })
  if (isNames(data)) return drawNames({ names: data.names, seed: Math.floor(randomOf(data.articleId)() * 1000), ...size })
  const random = randomOf(data.articleId)
  if (random() < 0.5) return drawNumeral({ value: data.entries, seed: Math.floor(random() * 1000), ...size })
  return drawBeams({ seed: data.articleId, beams: data.entries, numeral: data.entries, ...size })
}

/** The cover of a list that readers do not see as it is: it has no address, so the picture is in the page. */
export const drawnInPage = (data: CoverData): Cover => ({
  src: `data:image/svg+xml,${encodeURIComponent(drawCover(data))}`,
  ...coverSize,
  picture: null,
  map: isMap(data),
})

/** The drawn poster of an entry's video: light without words; the page writes them over it. */
export const drawPoster = (entryId: string): string => drawBeams({ seed: entryId, beams: 9, ...posterSize })

/** Light without words, for a tall place beside a form. Its address in app/covers/ says which drawing it is: raise the number there when this changes. */
export const drawLights = (): string => drawBeams({ seed: 'sign-in', width: 900, height: 900, beams: 13 })

import { coverSize, isMap, posterSize, type CoverData } from '@/features/articles/cover'
import { drawBeams } from './beams'
import { drawMap } from './map'

/** The drawn cover as an SVG file's text. */
export const drawCover = (data: CoverData, size = coverSize): string =>
  isMap(data) ? drawMap({ pins: data.pins, ...size }) : drawBeams({ seed: data.articleId, beams: data.entries, numeral: data.entries, ...size })

/** The drawn poster of an entry's video: light without words; the page writes them over it. */
export const drawPoster = (entryId: string): string => drawBeams({ seed: entryId, beams: 9, ...posterSize })

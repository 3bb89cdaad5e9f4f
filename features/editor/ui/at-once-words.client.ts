'use client'

import type { SeriesPlace } from '@/features/articles/schema'
import type { Medium } from '@/features/media/queries/media'
import { nameOf } from '@/features/media/ui/words.client'
import type { CoverShown } from '../queries/editor'

export const bylineWords = (names: readonly string[]) => (names.length === 0 ? 'Signed by nobody' : `Signed by ${names.join(', ')}`)

export function seriesWords({ seriesId, position }: SeriesPlace, titleOf: (id: string) => string): string {
  if (!seriesId) return 'In no series'
  return `In the series “${titleOf(seriesId)}”${position === null ? '' : `, number ${position}`}`
}

export const coverWords = (cover: Medium | null) => (cover ? `The cover is ${nameOf(cover)}` : 'The cover is drawn')

/** A medium as it is shown above the title. */
export const shownCover = (medium: Medium | null): CoverShown['picture'] =>
  medium?.picture ? { ...medium.picture, alt: medium.decorative ? '' : medium.alt } : null

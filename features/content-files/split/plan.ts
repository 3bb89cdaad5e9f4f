import type { VideoAddress } from '@/platform/text/video-address'
import type { Range } from './bare-words'
import type { CreditNames } from './quoted'

/** A name where it stands in the text. */
export type Placed = Range & { name: string; also?: string; confidence: number }
export type PlacedNames = Record<keyof CreditNames, Placed[]>

/** What of the text becomes an entry. Names of `copied` entries stay where they are in the prose, and are repeated. */
export type EntryPlan = {
  heading: string
  subheading: { text: string; bold: string | null }
  names: PlacedNames
  song: Placed | null
  video: (VideoAddress & Range) | null
  body: Piece[]
  at: Range
  copied: boolean
  confidence: number
}
export type SectionPlan = { heading: string; level: number; at: Range; body: Piece[]; entries: EntryPlan[] }

/** A stretch of Markdown; `tight`: it stands on the line after the one before. */
export type Piece = Range & { tight?: boolean }

/** Where a stretch of the text went. `why`: it went nowhere. */
export type Use = Range & { as: string; why?: string }

export type Plan = {
  title: string
  standfirst: string
  question: string
  intro: Piece[]
  outro: Piece[]
  /** Entries before the first section. */
  entries: EntryPlan[]
  sections: SectionPlan[]
  countdown: boolean
  numbered: boolean
  uses: Use[]
  doubts: string[]
}

export const noNames = (): PlacedNames => ({ lead: [], artist: [], featured: [], with: [], cast: [], cameo: [], director: [], 'filmed-in': [] })

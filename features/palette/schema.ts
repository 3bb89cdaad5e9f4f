import { z } from 'zod'

export const placesInput = z.object({ text: z.string().max(200) })

/** Where somebody can go in the studio, or what they can do. `note` says what it is. */
export type Place = { key: string; group: 'Studio' | 'Lists' | 'Records' | 'Series and authors'; name: string; note: string; href: string }

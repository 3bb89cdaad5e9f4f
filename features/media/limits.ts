/* Apart from the schemas: the editor's scripts would carry what those need of zod. */

export const mediaLimits = {
  /** Of a file that is sent. A photograph of a good camera has half of it. */
  bytes: 20_000_000,
  /** Width times height: what is made of it in memory. */
  pixels: 50_000_000,
  /** A side beside the other: taller or wider things are no pictures of a page, and WebP ends at 16,383. */
  ratio: 8,
  name: 200,
  alt: 1000,
  credit: 300,
  query: 100,
} as const

/** What of the media a writer looks for. */
export const mediaShows = ['all', 'undescribed', 'unused', 'mine'] as const
export type MediaShow = (typeof mediaShows)[number]

import { cache } from 'react'
import { findShareImage } from '@/features/artwork/queries/share-images'
import { absolute } from './metadata'

/** The share image of a thing, looked up once for the head and the body of a page. */
export const shareImageOf = cache((kind: Parameters<typeof findShareImage>[0], id: string) => findShareImage(kind, id))

/** Its absolute address. */
export async function shareUrlOf(...of: Parameters<typeof shareImageOf>): Promise<string | undefined> {
  const image = await shareImageOf(...of)
  return image ? absolute(image.src) : undefined
}

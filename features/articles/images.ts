import { pictureIdOf } from '@/features/media/document/text-pictures'
import { findImages } from '@/platform/text/markdown'

/** An image in a text. `id`: of the medium that it is; null for one of another site. */
type TextImage = { address: string; alt: string; id: string | null; line: number }

/** The images that stand in a text, as the page reads it, with their lines from 1. */
export const imagesOf = (text: string): TextImage[] => findImages(text).map(({ address, alt, line }) => ({ address, alt, line, id: pictureIdOf(address) }))

import { focusClass, focusSheet } from '@/features/media/focus'
import type { ShownPicture } from '@/features/media/queries/shown-pictures'
import { PictureImage } from '@/ui/picture-image'
import { posterAddress, posterSize } from '../document/poster'

type Props = { entryId: string; poster?: ShownPicture | null; eager?: boolean; sizes?: string }

/** What stands where a video plays: the picture that was chosen for it, or a drawn one. What is to be seen on it is said by the words on it. */
export function PosterImage({ entryId, poster, eager = false, sizes = '(max-width: 48rem) 92vw, 41rem' }: Props) {
  if (poster)
    return (
      <>
        <link rel="stylesheet" href={focusSheet} />
        <PictureImage className={focusClass(poster.focus)} picture={poster} alt="" sizes={sizes} />
      </>
    )
  return <img src={posterAddress(entryId)} alt="" {...posterSize} loading={eager ? undefined : 'lazy'} decoding="async" />
}

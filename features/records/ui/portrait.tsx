import { focusClass, focusSheet } from '@/features/media/focus'
import type { ShownPicture } from '@/features/media/queries/shown-pictures'
import { Words } from '@/ui/name'
import { PictureImage } from '@/ui/picture-image'

/** The picture of a record on its own page. `wide`: below a map, which stands beside the name. */
export const Portrait = ({ picture, wide = false }: { picture: ShownPicture; wide?: boolean }) => (
  <figure className={wide ? 'portrait wide' : 'portrait'}>
    <link rel="stylesheet" href={focusSheet} />
    <PictureImage
      className={focusClass(picture.focus)}
      picture={picture}
      sizes={wide ? '(max-width: 78rem) 92vw, 72rem' : '(max-width: 56rem) 92vw, 26rem'}
      alt={picture.alt}
      eager
    />
    {picture.credit ? (
      <figcaption>
        <Words text={picture.credit} />
      </figcaption>
    ) : null}
  </figure>
)

type MaybePictured = { picture?: ShownPicture | null }

/** The same beside a name that leads to its page, where it says nothing more. `FaceSheet` stands before the first of them. */
export const Face = ({ picture }: MaybePictured) =>
  picture ? <PictureImage className={`face ${focusClass(picture.focus)}`} picture={picture} sizes="5rem" alt="" /> : null

/** How the faces of a list are cut, once before it: each link is a style sheet of its own in the document. Nothing where nobody has a picture. */
export const FaceSheet = ({ of }: { of: readonly MaybePictured[] }) => (of.some(({ picture }) => picture) ? <link rel="stylesheet" href={focusSheet} /> : null)

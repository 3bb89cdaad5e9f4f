import type { Medium } from '../queries/media'
import { counted } from '@/platform/text/counted'
import { PictureImage } from '@/ui/picture-image'
import { nameOf } from './words.client'

type GridMedium = Pick<Medium, 'id' | 'name' | 'alt' | 'decorative' | 'picture' | 'shownIn'>

// Its own page says in which texts it stands: to read all of them for each picture would take too long.
const use = ({ covers, records }: Medium['shownIn']) => {
  const of = [covers > 0 && `cover of ${counted(covers, 'list')}`, records > 0 && `picture of ${counted(records, 'record')}`].filter(Boolean)
  return of.length > 0 ? of.join(', ') : 'not a cover'
}

/** What a medium is like, in a few words; what is to be mended stands out. */
const MediumFacts = ({ medium: { alt, decorative, shownIn } }: { medium: GridMedium }) => (
  <>
    {alt || decorative ? null : (
      <>
        <span className="warn">no alt text</span>,{' '}
      </>
    )}
    {use(shownIn)}
  </>
)

/** Pictures in columns, each a link to its own page. */
export const MediaGrid = ({ media }: { media: GridMedium[] }) => (
  <ul className="media-grid">
    {media.map((medium) => (
      <li key={medium.id}>
        <a href={`/admin/media/${medium.id}`}>
          <span className="media-thumb" data-thumbhash={medium.picture?.thumbhash}>
            {medium.picture ? <PictureImage picture={medium.picture} sizes="(max-width: 40rem) 45vw, 15rem" alt="" /> : <span>No file</span>}
          </span>
          <b>{nameOf(medium)}</b>
        </a>
        {medium.alt ? <p className="media-alt">{medium.alt}</p> : null}
        <p className="media-facts">
          <MediumFacts medium={medium} />
        </p>
      </li>
    ))}
  </ul>
)

import { Words } from '@/ui/name'
import { percent, ShareBar } from '@/ui/share-bar'
import type { FavouriteNow } from '../queries/favourites-now'

/** What readers favour now, in a strip; nothing while nobody has voted. */
export function NowStrip({ favourites }: { favourites: FavouriteNow[] }) {
  if (favourites.length === 0) return null
  const most = Math.max(...favourites.map(({ share }) => share))
  return (
    <section className="now" aria-labelledby="now">
      <h2 id="now">Readers favour now</h2>
      <ol>
        {favourites.map(({ id, slug, heading, line, share, article }, index) => (
          <li key={id}>
            <b aria-hidden="true">{index + 1}</b>{' '}
            <a href={`/articles/${article.slug}#${slug}`}>
              <span>
                <Words text={heading} />
              </span>{' '}
              {line ? (
                <small>
                  <Words text={line} />
                </small>
              ) : null}
              <ShareBar share={share} of={most} />
              <small>
                {percent(share)} of <Words text={article.title} />
              </small>
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}

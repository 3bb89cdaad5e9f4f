import type { Metadata } from 'next'
import { listMedia } from '@/features/media/queries/media'
import { mediaLimits, mediaShows, type MediaShow } from '@/features/media/limits'
import { Grounds } from '@/features/media/ui/grounds.client'
import { MediaGrid } from '@/features/media/ui/media-grid'
import { Uploader } from '@/features/media/ui/uploader.client'
import { roomWords } from '@/features/media/ui/words.client'
import { Notice } from '@/ui/notice'
import { Pager } from '@/ui/pager'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Pictures' }

const chips: Record<MediaShow, string> = { all: 'All', undescribed: 'No alt text', unused: 'No cover', mine: 'Yours' }
const none: Record<MediaShow, string> = {
  all: 'There are no pictures yet. Put the first one in above: it can then be a cover, stand in a text, or show a record.',
  undescribed: 'No picture lacks its alt text.',
  unused: 'Every picture is the cover of a list.',
  mine: 'You have added none yet. Put one in above.',
}

export default studioPage({ path: () => '/admin/media', current: '/admin/media', wide: true }, async ({ actor, query, has }) => {
  const q = query('q').slice(0, mediaLimits.query).trim()
  const show = mediaShows.find((name) => name === query('show')) ?? 'all'
  const after = query('after').slice(0, 40)
  const { media, next, newer, ...room } = await listMedia(actor, { q, show, ...(after && { after }) })
  const address = (to: { show?: MediaShow; after?: string | null }) => {
    const keys = new URLSearchParams({ ...(q && { q }), ...((to.show ?? show) !== 'all' && { show: to.show ?? show }), ...(to.after && { after: to.after }) })
    return keys.size > 0 ? `/admin/media?${keys}` : '/admin/media'
  }
  return (
    <>
      <div className="room-head">
        <h1>Pictures</h1>
        <p className="soft">{roomWords(room)}</p>
      </div>
      {has('deleted') ? <Notice tone="good">The picture is deleted.</Notice> : null}
      <Uploader />
      <div className="filters">
        <ul className="chips" aria-label="Which pictures">
          {mediaShows.map((name) => (
            <li key={name}>
              <a href={address({ show: name })} aria-current={name === show ? 'true' : undefined}>
                {chips[name]}
                {name === 'undescribed' && room.undescribed > 0 ? <small>{room.undescribed}</small> : null}
              </a>
            </li>
          ))}
        </ul>
        <search>
          <form action="/admin/media">
            {show === 'all' ? null : <input type="hidden" name="show" value={show} />}
            <label htmlFor="q" className="vh">
              Search names, alt texts and credits
            </label>
            <input id="q" name="q" type="search" defaultValue={q} maxLength={mediaLimits.query} placeholder="Name, words, credit" />
            <button className="btn small">Search</button>
          </form>
        </search>
      </div>
      {media.length === 0 ? (
        <p className="empty">{after ? 'There are no older ones.' : q ? `No picture here is called, or says, “${q}”.` : none[show]}</p>
      ) : (
        <MediaGrid media={media} />
      )}
      <Grounds of={media.map(({ id }) => id).join()} />
      <Pager previous={newer === null ? null : address({ after: newer })} next={next ? address({ after: next }) : null} />
    </>
  )
})

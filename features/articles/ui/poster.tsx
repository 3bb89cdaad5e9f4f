import { PlayIcon, SearchIcon } from '@/ui/icons'
import { Words } from '@/ui/name'
import type { VideoLink } from '../reading/records'
import { PosterImage } from './poster-image'

/**
 * A poster that leads to the video, or to a search for it. Nothing comes from outside until it is pressed; with JavaScript
 * the press opens the player (`data-embed`) in its place.
 */
export function Poster({ entryId, video, eager = false }: { entryId: string; video: VideoLink; eager?: boolean }) {
  const press = video.found ? 'Play' : 'Find it'
  return (
    <a
      className="poster"
      href={video.href}
      rel="noopener noreferrer"
      aria-label={`${[video.by, video.title].filter(Boolean).join(' ')} ${press} on ${video.site}`}
      data-embed={video.embed ?? undefined}
      data-title={video.embed ? video.name : undefined}
    >
      <PosterImage entryId={entryId} poster={video.poster} eager={eager} />
      <span className="cap">
        <span>
          {video.by ? <Words text={`${video.by} `} /> : null}
          <b>
            <Words text={video.title} />
          </b>
        </span>{' '}
        <span className="play">
          {video.found ? <PlayIcon /> : <SearchIcon />}
          {press}
        </span>
      </span>
    </a>
  )
}

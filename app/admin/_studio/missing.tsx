import { answerStatus, type Actor } from '@/platform/http/request'
import { StudioShell } from './shell'

/**
 * The page for an address of the studio that leads nowhere, or to somebody else's list: within the studio, and a 404. Next's own “not found” is put together
 * by scripts, and blank without them.
 */
export function missing(actor: Actor) {
  answerStatus(404)
  return (
    <StudioShell current="" actor={actor}>
      <h1>This is not in your studio</h1>
      <p>It does not exist, or it is somebody else’s list. Editors see every list, authors their own.</p>
      <p>
        <a className="btn" href="/admin">
          All your lists
        </a>
      </p>
    </StudioShell>
  )
}

import type { ReactNode } from 'react'
import type { Actor } from '@/platform/http/request'
import { Fail } from '@/ui/notice'
import { StudioMasthead } from './shell'

/** What stands where a page of the studio cannot be shown: within the studio, whole without scripts. */

/** For an address that leads nowhere, or to somebody else's list. */
export const Missing = ({ actor, children }: { actor: Actor; children?: ReactNode }) => (
  <>
    <StudioMasthead current="" actor={actor} />
    <Fail code="404" title="This is not in your studio">
      <p>It does not exist, or it is somebody else’s list. Editors see every list, authors their own.</p>
      <p>
        <a className="btn" href="/admin">
          All your lists
        </a>
      </p>
      {children}
    </Fail>
  </>
)

/** For what cannot be shown as it is now: a list in the trash. */
export const InTheWay = ({ actor, message, children }: { actor: Actor; message: string; children?: ReactNode }) => (
  <>
    <StudioMasthead current="" actor={actor} />
    <Fail code="409" title="In the trash">
      <p>{message}.</p>
      <p>
        <a className="btn" href="/admin/trash">
          To the trash
        </a>
      </p>
      {children}
    </Fail>
  </>
)

/** For an account whose role is not enough. `words` stand below what is said: what the browser keeps of an account that was a writer's. */
export const Refused = ({ actor, words, children }: { actor: Actor; words?: ReactNode; children?: ReactNode }) => (
  <>
    <StudioMasthead current="" actor={actor} />
    {children ?? (
      <Fail code="403" title="The studio is for writers">
        <p>Your account may read, vote and comment. To write lists, ask an editor of this site to make you an author.</p>
        <p>
          <a href="/">To the front page</a> or <a href="/account">to your account</a>
        </p>
        {words}
      </Fail>
    )}
  </>
)

/** While the database gives no answer: who looks is not known either. `address`: of the page that was asked for. */
export const Away = ({ address }: { address: string }) => (
  <>
    <StudioMasthead current="" actor={null} />
    <Fail code="503" title="One moment, please">
      <p>
        The database of this site gives no answer, so this page cannot be shown just now. Nothing is lost: what you wrote is on the server, or kept in this
        browser, and comes back with the page. Try again in a few seconds.
      </p>
      <p>
        <a className="btn primary" href={address}>
          Try again
        </a>
      </p>
    </Fail>
  </>
)

import { formState, pageAddress } from '@/platform/cache'
import { Button } from '@/ui/button'
import { FormErrors } from '@/ui/field'
import { HeartFilledIcon, HeartIcon } from '@/ui/icons'
import { Own } from '@/ui/own'
import { stagePath, type Stage } from '../addresses'
import { backPath } from '../schema'
import type { CommentView } from '../view'

/**
 * What can be done with a comment: the heart, the link to answer, and behind the dots the rest, of which the server leaves the writer's and moderators' part out of everyone
 * else's page. Answering is a link to the page with the one form, and all hearts are buttons of one form: fifty forms would weigh more than fifty comments.
 */
export function CommentActions({ comment, stage }: { comment: CommentView; stage: Stage }) {
  const { id, name, source } = comment
  const back = <input type="hidden" name="back" value={stagePath(stage)} />
  const refused = formState(`heart:${id}`)
  return (
    <footer>
      <Own of={`heart:${id}`} then={<Heart comment={comment} on />} otherwise={<Heart comment={comment} />} />
      {stage.isClosed ? null : (
        <a href={`?reply=${id}#talk_reply`} rel="nofollow">
          Reply<span className="vh"> to {name}</span>
        </a>
      )}
      {source ? <Own of={`edit:${id}`} then={<Edit id={id} source={source} stage={stage} />} /> : null}
      <details className="dots">
        <summary aria-label={`More for the comment of ${name}`}>···</summary>
        {stage.isClosed ? null : (
          <a href={`?reply=${id}&quote=1#talk_reply`} rel="nofollow">
            Quote
          </a>
        )}
        <Own
          of={`comment:${id}`}
          then={
            <details className="delete">
              <summary>Delete</summary>
              <form method="post" action={`/api/comments/${id}/delete`}>
                {back}
                <Button look="danger" small>
                  Delete it for good
                </Button>
              </form>
            </details>
          }
          otherwise={
            <a href={`/report/${id}`} rel="nofollow">
              Report<span className="vh"> this comment</span>
            </a>
          }
        />
        <Own
          of="role:editor"
          then={
            <form method="post" action={`/api/comments/${id}/hide`}>
              {back}
              <button type="submit">
                Hide<span className="vh"> the comment of {name}</span>
              </button>
            </form>
          }
        />
      </details>
      <Own of={`aside:${id}`} then={<p className="error">Your heart is kept, and not counted: many from your network like it already.</p>} />
      {refused ? (
        <p className="error" role="alert">
          {refused.message}
        </p>
      ) : null}
    </footer>
  )
}

/** The form of all hearts of a conversation, which lead back to the page that is shown: in its order, or of one thread. */
export const HeartForm = ({ path }: { path: string }) => (
  <form id="talk_hearts" method="post" action={`${path}#comments`}>
    <input type="hidden" name="back" value={backPath.safeParse(pageAddress()).data ?? path} />
  </form>
)

const Heart = ({ comment: { id, name, hearts }, on = false }: { comment: CommentView; on?: boolean }) => (
  <button form="talk_hearts" formAction={`/api/comments/${id}/heart`} name="on" value={on ? 0 : 1} aria-pressed={on}>
    {on ? <HeartFilledIcon /> : <HeartIcon />}
    <span>{hearts || ''}</span>
    <span className="vh"> Like the comment of {name}</span>
  </button>
)

function Edit({ id, source, stage }: { id: string; source: string; stage: Stage }) {
  const refused = formState(`edit:${id}`)
  const error = refused?.fields?.body
  return (
    <details className="edit" open={refused !== null}>
      <summary>Edit</summary>
      <form className="box" method="post" action={`/api/comments/${id}/edit`}>
        {refused ? <FormErrors message={refused.message} fields={refused.fields} ids={{ body: `edit-${id}` }} /> : null}
        <input type="hidden" name="back" value={`${stagePath(stage)}?comment=${id}`} />
        <div className={error ? 'field bad' : 'field'}>
          <label className="vh" htmlFor={`edit-${id}`}>
            New wording
          </label>
          <textarea
            id={`edit-${id}`}
            name="body"
            rows={4}
            required
            dir="auto"
            defaultValue={refused?.values.body ?? source}
            aria-invalid={error ? true : undefined}
          />
        </div>
        <div className="row">
          <Button look="primary" small>
            Save
          </Button>
        </div>
      </form>
    </details>
  )
}

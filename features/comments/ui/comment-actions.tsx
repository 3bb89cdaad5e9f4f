import { formState } from '@/platform/cache'
import { Button } from '@/ui/button'
import { FormErrors } from '@/ui/field'
import { Own } from '@/ui/own'
import { stagePath, type Stage } from '../addresses'
import type { CommentView } from '../view'

/**
 * The link to answer a comment, and the forms that only its writer or a moderator may use. Answering is a link to the page with the one form,
 * because fifty forms would weigh more than fifty comments. The server leaves the writer's and moderators' forms out of everyone else's page.
 */
export function CommentActions({ comment, stage }: { comment: CommentView; stage: Stage }) {
  const { id, name, source } = comment
  const back = <input type="hidden" name="back" value={stagePath(stage)} />
  return (
    <footer>
      {stage.isClosed ? null : (
        <a href={`?reply=${id}#reply`} rel="nofollow">
          Reply<span className="vh"> to {name}</span>
        </a>
      )}
      <Own
        of={`comment:${id}`}
        otherwise={
          <a href={`/report/${id}`} rel="nofollow">
            Report<span className="vh"> this comment</span>
          </a>
        }
      />
      {source ? <Own of={`edit:${id}`} then={<Edit id={id} source={source} stage={stage} />} /> : null}
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
    </footer>
  )
}

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

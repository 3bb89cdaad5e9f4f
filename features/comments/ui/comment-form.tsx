import type { FormState } from '@/platform/bridge'
import { formState, pageAddress } from '@/platform/cache'
import { Field, FormErrors, TextField } from '@/ui/field'
import { Own, OwnSlot } from '@/ui/own'
import { stagePath, type Stage } from '../addresses'
import { limits } from '../schema'
import type { Talk } from '../policy'
import type { CommentView } from '../view'

export type Choice = { slug: string; label: string; /** How much is said about it, and how many voted for it. */ comments: number; votes: number }

const ids = { body: 'talk_body', name: 'talk_name', email: 'talk_email', entry: 'talk_entry' }

type Props = {
  articleId: string
  stage: Stage
  talk: Talk
  choices?: Choice[]
  replyTo?: CommentView | null
  /** What the answer begins with. */ quote?: string
}

/**
 * The one form of a conversation: to say something, or below a comment to answer it. Of the first only the line to write in is seen until somebody goes there. A refused one comes back as it was typed. Where readers need an account for it, the
 * others see where to sign in.
 */
export function CommentForm(props: Props) {
  if (props.talk !== 'accounts' || refusedWords(props)) return <Form {...props} />
  return <Own of="signed-in" then={<Form {...props} isSignedIn />} otherwise={<SignInFirst stage={props.stage} />} />
}

/**
 * What was typed and refused, for the form that is there: words that answered a comment which is gone by now, or said why of an entry which is not on this page under that
 * address any more, stay in the form that is left.
 */
export const refusedWords = ({ stage, choices = [] }: Pick<Props, 'stage' | 'choices'>): FormState | null =>
  formState('reply') ??
  formState('comment') ??
  homeless(formState('because'), stage.isRemoved ? [] : stage.entry ? [stage.entry] : choices.map(({ slug }) => slug))

const homeless = (because: FormState | null, here: string[]) => (because && !here.includes(because.values.entry ?? '') ? because : null)

const SignInFirst = ({ stage }: { stage: Stage }) => (
  <p className="empty">
    <a href={`/sign-in?next=${encodeURIComponent(pageAddress() ?? stagePath(stage))}`}>Sign in</a> to comment: you need an account for it here.
  </p>
)

const SignedIn = () => (
  <p>
    As{' '}
    <b>
      <OwnSlot name="account-name" />
    </b>
  </p>
)

function Form({ articleId, stage, choices = [], replyTo = null, quote, isSignedIn = false }: Props & { isSignedIn?: boolean }) {
  const refused = refusedWords({ stage, choices })
  const { values = {}, fields = {} } = refused ?? {}
  return (
    <form
      className={replyTo ? 'box reply' : 'box line'}
      id={replyTo ? 'talk_reply' : 'talk_say'}
      aria-label={replyTo ? `Answer to ${replyTo.name}` : undefined}
      method="post"
      action={`/api/articles/${stage.slug}/comments`}
    >
      {refused ? <FormErrors message={refused.message} fields={fields} ids={ids} /> : null}
      {replyTo ? <input type="hidden" name="parent" value={replyTo.id} /> : null}
      {stage.entry ? <input type="hidden" name="at" value="entry" /> : null}
      {stage.entry ? <input type="hidden" name="entry" value={stage.entry} /> : null}
      <TextField
        id={ids.body}
        name="body"
        label={replyTo ? `Your answer to ${replyTo.name}` : 'Your comment'}
        placeholder={replyTo ? undefined : 'Say something'}
        rows={replyTo ? 4 : 1}
        dir="auto"
        required
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever comes here has just asked to answer, or must mend what they wrote
        autoFocus={Boolean(replyTo) || Boolean(fields.body)}
        defaultValue={values.body ?? quote}
        error={fields.body}
      />
      {stage.notes?.length ? (
        <p>
          <small>{stage.notes.join(' ')}</small>
        </p>
      ) : null}
      <div className="row">
        {isSignedIn ? (
          <SignedIn />
        ) : (
          <Own
            of="signed-in"
            then={<SignedIn />}
            otherwise={
              <>
                <Field
                  small
                  id={ids.name}
                  name="name"
                  label="Name"
                  autoComplete="nickname"
                  maxLength={limits.name}
                  required
                  defaultValue={values.name}
                  error={fields.name}
                />
                <Field
                  small
                  id={ids.email}
                  name="email"
                  type="email"
                  label="Email, to hear of answers"
                  optional
                  autoComplete="email"
                  defaultValue={values.email}
                  error={fields.email}
                />
              </>
            }
          />
        )}
        {choices.length > 0 && !replyTo ? (
          <div className={fields.entry ? 'field small bad' : 'field small'}>
            <label htmlFor={ids.entry}>About</label>
            <select id={ids.entry} name="entry" defaultValue={values.entry ?? ''}>
              <option value="">The whole list</option>
              {choices.map(({ slug, label }) => (
                <option key={slug} value={slug}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <Own
          of={`voted:${articleId}`}
          then={
            <label className="check">
              <input type="checkbox" name="showVote" value="1" defaultChecked={values.showVote === '1'} /> Show what I voted for
            </label>
          }
        />
        <div className="trap" aria-hidden="true">
          <label>
            Leave this empty
            <input name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        {/* The script shows it: it answers in place. */}
        <button type="button" className="btn quiet small" data-preview hidden>
          Preview
        </button>
        {replyTo ? <a href={`${stagePath(stage)}?comment=${replyTo.id}#comment-${replyTo.id}`}>Not now</a> : null}
        <button type="submit" className="btn primary go">
          {replyTo ? 'Post answer' : 'Post comment'}
        </button>
      </div>
    </form>
  )
}

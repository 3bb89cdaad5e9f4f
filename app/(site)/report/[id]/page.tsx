import { notFound } from 'next/navigation'
import { commentIdShape } from '@/features/comments/schema'
import { findReportable } from '@/features/moderation/queries/reported'
import { limits, reportReasons } from '@/features/moderation/schema'
import { formState } from '@/platform/cache'
import { Button } from '@/ui/button'
import { Field, FormErrors, TextField } from '@/ui/field'
import { Notice } from '@/ui/notice'
import { Main } from '../../_page/main'
import { privateHead } from '../../_page/private'
import '@/ui/styles/forms.css'
import '@/features/moderation/ui/report.css'

export const instant = false
export const generateMetadata = () => privateHead('Report a comment')

const ids = { reason: 'report-spam', text: 'report-text', name: 'report-name', email: 'report-email' }

/** Says to moderators what is wrong with a comment. */
export default async function Report({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  if (!commentIdShape.safeParse(id).success) notFound()
  const refused = formState('report')
  const comment = await findReportable(id)
  if (!comment && !refused) notFound()
  const values = refused?.values ?? {}
  const errors = refused?.fields ?? {}
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>Report a comment</h1>
      </header>
      {comment ? (
        <blockquote className="reported" dir="auto">
          <p>
            <b>{comment.name}</b>
          </p>
          <p>{comment.words}</p>
        </blockquote>
      ) : (
        <Notice tone="warn">
          <p>This comment is no longer there. Your words are below, to copy.</p>
        </Notice>
      )}
      <form className="form" method="post" action={`/api/comments/${id}/report`} noValidate>
        {refused ? <FormErrors message={refused.message} fields={errors} ids={ids} /> : null}
        <fieldset className={errors.reason ? 'choices field bad' : 'choices field'} aria-describedby={errors.reason ? 'report-reason-error' : undefined}>
          <legend>What is wrong with it?</legend>
          {Object.entries(reportReasons).map(([code, words]) => (
            <div className="check" key={code}>
              <input type="radio" id={`report-${code}`} name="reason" value={code} required defaultChecked={values.reason === code} />
              <label htmlFor={`report-${code}`}>{words}</label>
            </div>
          ))}
          {errors.reason ? (
            <p className="error" id="report-reason-error">
              {errors.reason}
            </p>
          ) : null}
        </fieldset>
        <TextField
          id={ids.text}
          name="text"
          label="What should a moderator know?"
          hint="If it is against the law: which, and why you think so."
          optional
          rows={4}
          maxLength={limits.report}
          dir="auto"
          error={errors.text}
          defaultValue={values.text}
        />
        <details className="report-who" open={Boolean(values.name || values.email || errors.name || errors.email)}>
          <summary>Say who you are (only for something against the law, and only if you want)</summary>
          <Field id={ids.name} name="name" label="Name" optional autoComplete="name" error={errors.name} defaultValue={values.name} />
          <Field id={ids.email} name="email" label="Email" type="email" optional autoComplete="email" error={errors.email} defaultValue={values.email} />
          <p className="hint">Moderators see them; who wrote the comment does not. No mail is sent to this address by itself.</p>
        </details>
        <div className="actions">
          <Button look="primary">Report it</Button>
          {comment ? <a href={`/articles/${comment.list.slug}?comment=${id}#comment-${id}`}>Back to the talk</a> : <a href="/">To the front page</a>}
        </div>
      </form>
    </Main>
  )
}

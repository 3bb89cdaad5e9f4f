import { notFound } from 'next/navigation'
import { getActor } from '@/features/accounts/auth'
import { commentIdShape } from '@/features/comments/schema'
import { findOwnAppeal, type OwnAppeal } from '@/features/moderation/queries/appeals'
import { limits } from '@/features/moderation/schema'
import { formState } from '@/platform/cache'
import { Button } from '@/ui/button'
import { FormErrors, TextField } from '@/ui/field'
import { Notice } from '@/ui/notice'
import { minuteText } from '@/ui/time'
import { Main } from '../../../_page/main'
import { privateHead } from '../../../_page/private'
import '@/ui/styles/forms.css'
import '@/features/moderation/ui/report.css'

export const instant = false
export const generateMetadata = () => privateHead('Another look')

/** The writer of a hidden comment asks for another look, and reads here what was decided. Nobody else has this page. */
export default async function Appeal({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  if (!commentIdShape.safeParse(id).success) notFound()
  const own = await findOwnAppeal(await getActor(), id)
  if (!own) notFound()
  const { words, list, appeal } = own
  const refused = formState('appeal')
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>Another look at your comment</h1>
      </header>
      <Notice tone={own.state === 'visible' ? 'good' : undefined}>
        <p>{saidAbout(own)}</p>
      </Notice>
      <blockquote className="reported" dir="auto">
        <p>{words}</p>
      </blockquote>
      {appeal?.text ? (
        <p>
          You wrote on <time dateTime={appeal.at}>{minuteText(new Date(appeal.at))}</time>: “{appeal.text}”
        </p>
      ) : null}
      {appeal ? null : (
        <form className="form" method="post" action={`/api/comments/${id}/appeal`} noValidate>
          {refused ? <FormErrors message={refused.message} fields={refused.fields} ids={{ text: 'appeal-text' }} /> : null}
          <TextField
            id="appeal-text"
            name="text"
            label="Why should it be shown?"
            hint="Another moderator reads it, where there is one. You may ask once."
            rows={4}
            maxLength={limits.report}
            dir="auto"
            required
            error={refused?.fields?.text}
            defaultValue={refused?.values?.text}
          />
          <div className="actions">
            <Button look="primary">Ask for another look</Button>
          </div>
        </form>
      )}
      <div className="actions">{list ? <a href={`/articles/${list.slug}#comments`}>Back to the talk</a> : <a href="/">To the front page</a>}</div>
    </Main>
  )
}

function saidAbout({ state, reasons, note, appeal }: OwnAppeal): string {
  if (state === 'visible') return 'A moderator looked again: your comment is shown.'
  const why = `${reasons.length > 0 ? `, because ${reasons.join(' and ')}` : ''}.${note ? ` “${note}”` : ''}`
  if (appeal?.state === 'open') return 'You have asked for another look. A moderator has not decided yet: come back to this page, it says what was decided.'
  return appeal ? `Somebody looked again, and it stays hidden${why}` : `A moderator hid your comment${why}`
}

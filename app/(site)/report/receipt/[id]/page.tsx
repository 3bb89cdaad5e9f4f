import { notFound } from 'next/navigation'
import { commentIdShape } from '@/features/comments/schema'
import { findReceipt, type Receipt } from '@/features/moderation/queries/reported'
import { Notice } from '@/ui/notice'
import { minuteText } from '@/ui/time'
import { Main } from '../../../_page/main'
import { privateHead } from '../../../_page/private'
import '@/features/moderation/ui/report.css'

export const instant = false
export const generateMetadata = () => privateHead('Your report')

const outcomes: Record<Receipt['outcome'], string> = {
  open: 'A moderator has not decided yet. Come back to this page: it says what was decided.',
  hidden: 'A moderator agreed: the comment is hidden. Thank you.',
  kept: 'A moderator looked at it, and the comment stays. Thank you all the same.',
  deleted: 'Whoever wrote the comment has deleted it.',
}

/** What became of a report, for whoever made it: the address is the receipt. */
export default async function ReportReceipt({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const receipt = commentIdShape.safeParse(id).success ? await findReceipt(id) : null
  if (!receipt) notFound()
  const { number, reason, at, outcome, decidedAt, list, commentId } = receipt
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>Your report</h1>
      </header>
      <Notice tone={outcome === 'open' ? 'good' : undefined}>
        <p>{outcome === 'open' ? 'Thank you: your report has arrived.' : outcomes[outcome]}</p>
      </Notice>
      {outcome === 'open' ? <p>{outcomes.open}</p> : null}
      <dl className="receipt">
        <div>
          <dt>Number</dt>
          <dd>
            <code>{number}</code>
          </dd>
        </div>
        <div>
          <dt>What you said</dt>
          <dd>{reason}</dd>
        </div>
        <div>
          <dt>When</dt>
          <dd>
            <time dateTime={at}>{minuteText(new Date(at))}</time>
          </dd>
        </div>
        {decidedAt ? (
          <div>
            <dt>Decided</dt>
            <dd>
              <time dateTime={decidedAt}>{minuteText(new Date(decidedAt))}</time>, by a person
            </dd>
          </div>
        ) : null}
      </dl>
      <p className="back">
        Keep the address of this page; nobody else has it.{' '}
        {list ? (
          <>
            Back to{' '}
            <a
              href={
                outcome === 'hidden' || outcome === 'deleted'
                  ? `/articles/${list.slug}#comments`
                  : `/articles/${list.slug}?comment=${commentId}#comment-${commentId}`
              }
            >
              {list.title}
            </a>
          </>
        ) : (
          <a href="/">To the front page</a>
        )}
      </p>
    </Main>
  )
}

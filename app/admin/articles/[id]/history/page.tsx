import type { Metadata } from 'next'
import { getHistory } from '@/features/editor/queries/editions'
import { Time } from '@/ui/time'
import { missing } from '../../../_studio/missing'
import { orNull, requireWriter } from '../../../_studio/require-role'
import { StudioShell } from '../../../_studio/shell'

export const instant = false
export const metadata: Metadata = { title: 'History' }

const words = { current: 'Live now', waiting: 'Waits for its time', withdrawn: 'Withdrawn', past: '' } as const

export default async function History({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireWriter(`/admin/articles/${id}/history`)
  const found = await orNull(getHistory(actor, id))
  if (!found) return missing(actor)
  const { list, editions } = found
  return (
    <StudioShell current="/admin" actor={actor}>
      <p className="crumb">
        <a href="/admin">Lists</a> / <a href={`/admin/articles/${id}`}>{list.draftTitle || 'No title yet'}</a> /
      </p>
      <h1>History</h1>
      {editions.length === 0 ? (
        <p className="empty">Nothing has been published yet. Each publication is kept here, and can be brought back into the draft.</p>
      ) : (
        <ol className="list-rows" reversed>
          {editions.map((edition) => (
            <li key={edition.id}>
              <a href={`/admin/articles/${id}/history/${edition.id}`}>
                <b>Edition {edition.number}</b>
              </a>
              <p className="meta">
                {edition.state === 'past' ? null : (
                  <span className={`badge ${edition.state === 'current' ? 'published' : 'draft'}`}>{words[edition.state]}</span>
                )}
                <span>
                  <Time at={edition.liveAt ?? edition.publishAt} to="minute" />
                </span>
                <span>{edition.by ?? 'from the command line'}</span>
              </p>
              {edition.note ? <p>{edition.note}</p> : null}
            </li>
          ))}
        </ol>
      )}
    </StudioShell>
  )
}

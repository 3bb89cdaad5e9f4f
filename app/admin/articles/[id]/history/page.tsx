import type { Metadata } from 'next'
import { getHistory } from '@/features/editor/queries/editions'
import { Moment } from '@/ui/moment.client'
import { studioPage } from '../../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'History' }

const words = { current: 'Live now', waiting: 'Waits for its time', withdrawn: 'Withdrawn', past: '' } as const

export default studioPage({ path: (param) => `/admin/articles/${param('id')}/history`, current: '/admin' }, async ({ actor, param }) => {
  const id = param('id')
  const { list, editions } = await getHistory(actor, id)
  return (
    <>
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
                  <Moment at={edition.liveAt ?? edition.publishAt} zone={edition.state === 'waiting'} />
                </span>
                <span>{edition.by ?? 'from the command line'}</span>
              </p>
              {edition.note ? <p>{edition.note}</p> : null}
            </li>
          ))}
        </ol>
      )}
    </>
  )
})

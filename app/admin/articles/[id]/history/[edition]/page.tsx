import type { Metadata } from 'next'
import type { Comparison } from '@/features/editor/document/compare'
import { getEdition } from '@/features/editor/queries/editions'
import { BringBack } from '@/features/editor/ui/bring-back.client'
import { Moment } from '@/ui/moment.client'
import { studioPage } from '../../../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Edition' }

const path = (param: (name: string) => string) => `/admin/articles/${param('id')}/history/${param('edition')}`

export default studioPage({ path, current: '/admin' }, async ({ actor, param }) => {
  const id = param('id')
  const { list, edition, sinceLast, toDraft } = await getEdition(actor, id, param('edition'))
  const same = toDraft.fields.length + toDraft.entries.length === 0
  return (
    <>
      <p className="crumb">
        <a href="/admin">Lists</a> / <a href={`/admin/articles/${id}`}>{list.draftTitle || 'No title yet'}</a> /{' '}
        <a href={`/admin/articles/${id}/history`}>History</a> /
      </p>
      <h1>Edition {edition.number}</h1>
      <p className="meta">
        <span>
          <Moment at={edition.liveAt ?? edition.publishAt} zone={edition.state === 'waiting'} />
        </span>
        <span>{edition.by ?? 'from the command line'}</span>
        {edition.state === 'current' ? <span className="badge published">Live now</span> : null}
      </p>
      {edition.note ? <p>{edition.note}</p> : null}
      <div className="row">
        <a className="btn" href={`/admin/articles/${id}/preview?edition=${edition.id}`} target="_blank">
          See it as readers did
        </a>
        {same ? null : (
          <BringBack articleId={id} of={{ editionId: edition.id }} version={list.draftVersion} becomes={`edition ${edition.number}`}>
            Bring it back into the draft
          </BringBack>
        )}
      </div>
      <section>
        <h2>What it changed</h2>
        {sinceLast ? <Changes comparison={sinceLast} none="It says the same as the one before." /> : <p>This is the first edition.</p>}
      </section>
      <section>
        <h2>From here to the draft</h2>
        <Changes comparison={toDraft} none="The draft says the same." />
      </section>
    </>
  )
})

const verbs = { added: 'Added', removed: 'Removed', moved: 'Moved', changed: 'Changed' } as const

function Changes({ comparison: { fields, entries }, none }: { comparison: Comparison; none: string }) {
  if (fields.length + entries.length === 0) return <p className="soft">{none}</p>
  return (
    <ul className="changes">
      {fields.length > 0 ? <li className="changed">Changed: {fields.join(', ')}</li> : null}
      {entries.map(({ id, heading, change, from, to, fields: parts }) => (
        <li key={id} className={change}>
          <b>{verbs[change]}</b> {heading || 'an entry without a heading'}
          {change === 'moved' ? ` from ${from} to ${to}` : change === 'added' ? ` at ${to}` : ''}
          {parts.length > 0 ? <small> ({parts.join(', ')})</small> : null}
        </li>
      ))}
    </ul>
  )
}

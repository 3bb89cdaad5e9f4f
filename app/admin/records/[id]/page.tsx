import type { Metadata } from 'next'
import { mayChangeRecord } from '@/features/records/policy'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { getFieldHistory } from '@/features/records/queries/field-history'
import { listMerges } from '@/features/records/queries/merges'
import { getRecord } from '@/features/records/queries/studio-records'
import { kindFolders, recordKinds } from '@/features/records/schema'
import { FieldHistory } from '@/features/records/ui/field-history'
import { MergeLines } from '@/features/records/ui/merge-lines'
import { MergeRecord } from '@/features/records/ui/merge-record.client'
import { MoveRecord } from '@/features/trash/ui/move-record.client'
import { RecordForm, type RecordValues } from '@/features/records/ui/record-form.client'
import { studioPage } from '../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Record' }

export default studioPage({ path: (param) => `/admin/records/${param('id')}`, current: '/admin/records' }, async ({ actor, param, query }) => {
  const id = param('id')
  const kind = recordKinds.find((name) => name === query('kind')) ?? 'person'
  const record = id === 'new' ? null : await getRecord(actor, id)
  const may = mayChangeRecord(actor, { authorsChange: (await getSiteSettings())['authors-change-records'] })
  const inTrash = record !== null && record.trashedAt !== null
  const history = record && (await getFieldHistory(actor, { recordId: record.id }, { all: query('history') === 'all' }))
  const merges = record ? await listMerges(actor, record.id) : []
  const merged = merges.find(({ id: one, undone }) => one === query('merged') && !undone)
  const blank: RecordValues = {
    id: null,
    kind,
    slug: '',
    name: '',
    description: '',
    names: [],
    parent: null,
    latitude: null,
    longitude: null,
    date: null,
    url: null,
    picture: null,
  }
  return (
    <>
      <p className="crumb">
        <a href={`/admin/records?kind=${record?.kind ?? kind}`}>Records</a> /
      </p>
      <h1>{record?.name ?? `New ${kind}`}</h1>
      {merged ? (
        <p className="notice good">
          “{merged.name}” is a part of this record now. <a href="#history">It can be undone in the history below</a>
        </p>
      ) : null}
      {record?.mergedInto ? (
        <p className="notice warn">
          This record was merged into <a href={`/admin/records/${record.mergedInto.id}#history`}>{record.mergedInto.name}</a>, in whose history it can be
          undone.
        </p>
      ) : inTrash ? (
        <p className="notice warn">
          This record is in the trash, so it can be read and not changed. <a href="/admin/trash">Restore it there first</a>
        </p>
      ) : null}
      {record && record.kind !== 'video' && !inTrash ? (
        <p>
          <a href={`/${kindFolders[record.kind]}/${record.slug}`}>Its page for readers</a>
        </p>
      ) : null}
      {record?.mergedInto ? null : (
        <RecordForm record={record ?? blank} writer={actor.account!.id} locked={inTrash ? 'trash' : record !== null && !may ? 'editors' : undefined} />
      )}
      {record && may && !inTrash ? (
        <>
          <MergeRecord id={record.id} name={record.name} kind={record.kind} />
          <MoveRecord id={record.id} kind={record.kind} />
        </>
      ) : null}
      {record && record.lists.length > 0 ? (
        <section>
          <h2>Lists that name it</h2>
          <ul>
            {record.lists.map((article) => (
              <li key={article.id}>
                <a href={`/admin/articles/${article.id}`}>{article.title}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {record && history ? (
        <FieldHistory id={record.id} history={history} may={may && !inTrash} allHref={`/admin/records/${record.id}?history=all#history`}>
          <MergeLines lines={merges} may={may && !inTrash} />
        </FieldHistory>
      ) : null}
    </>
  )
})

import type { Metadata } from 'next'
import { getRecord } from '@/features/records/queries/studio-records'
import { kindFolders, recordKinds } from '@/features/records/schema'
import { RecordForm, type RecordValues } from '@/features/records/ui/record-form.client'
import { missing } from '../../_studio/missing'
import { orNull, requireWriter } from '../../_studio/require-role'
import { StudioShell } from '../../_studio/shell'

export const instant = false
export const metadata: Metadata = { title: 'Record' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ kind?: string | string[] }> }

export default async function RecordPage({ params, searchParams }: Props) {
  const { id } = await params
  const actor = await requireWriter(`/admin/records/${id}`)
  const asked = (await searchParams).kind
  const kind = recordKinds.find((name) => name === asked) ?? 'person'
  const record = id === 'new' ? null : await orNull(getRecord(actor, id))
  if (!record && id !== 'new') return missing(actor)
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
  }
  return (
    <StudioShell current="/admin/records" actor={actor}>
      <p className="crumb">
        <a href={`/admin/records?kind=${record?.kind ?? kind}`}>Records</a> /
      </p>
      <h1>{record?.name ?? `New ${kind}`}</h1>
      {record && record.kind !== 'video' ? (
        <p>
          <a href={`/${kindFolders[record.kind]}/${record.slug}`}>Its page for readers</a>
        </p>
      ) : null}
      <RecordForm record={record ?? blank} />
      {record && record.credits.length > 0 ? (
        <section>
          <h2>Lists that name it</h2>
          <ul>
            {record.credits.map(({ article }) => (
              <li key={article.id}>
                <a href={`/admin/articles/${article.id}`}>{article.title}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </StudioShell>
  )
}

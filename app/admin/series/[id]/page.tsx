import type { Metadata } from 'next'
import { bringBackSeriesAction } from '@/features/articles/actions'
import { maySaveSeries } from '@/features/articles/policy'
import { listSeriesForStudio } from '@/features/editor/queries/series-and-authors'
import { NamedPageForm } from '@/features/editor/ui/named-page-form.client'
import { getFieldHistory } from '@/features/records/queries/field-history'
import { FieldHistory } from '@/features/records/ui/field-history'
import { studioPage } from '../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Series' }

export default studioPage({ path: (param) => `/admin/series/${param('id')}`, current: '/admin/series' }, async ({ actor, param, query }) => {
  const series = (await listSeriesForStudio()).find(({ id }) => id === param('id'))
  if (!series) return null
  const { id, slug, title, description } = series
  const may = maySaveSeries(actor, { isNew: false, authorsChange: false })
  return (
    <>
      <p className="crumb">
        <a href="/admin/series">Series</a> /
      </p>
      <h1>{title}</h1>
      {may ? (
        <NamedPageForm of="series" writer={actor.account!.id} values={{ id, slug, name: title, words: description, accountId: null }} />
      ) : (
        <p>{description || `/series/${slug}`}</p>
      )}
      <FieldHistory
        id={id}
        history={await getFieldHistory(actor, { seriesId: id }, { all: query('history') === 'all' })}
        may={may}
        act={bringBackSeriesAction}
        allHref={`/admin/series/${id}?history=all#history`}
      />
    </>
  )
})

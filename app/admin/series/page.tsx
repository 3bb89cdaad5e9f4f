import type { Metadata } from 'next'
import { maySaveSeries } from '@/features/articles/policy'
import { listSeriesForStudio } from '@/features/editor/queries/series-and-authors'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { NamedPageForm } from '@/features/editor/ui/named-page-form.client'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Series' }

export default studioPage({ path: () => '/admin/series', current: '/admin/series' }, async ({ actor }) => {
  const series = await listSeriesForStudio()
  const { 'authors-change-records': authorsChange } = await getSiteSettings()
  const may = maySaveSeries(actor, { isNew: false, authorsChange })
  return (
    <>
      <h1>Series</h1>
      {series.length === 0 ? <p className="empty">There are no series yet. A series is a row of lists that belong together, in an order.</p> : null}
      <ul className="list-rows">
        {series.map(({ id, slug, title, description, _count }) => (
          <li key={id}>
            <details>
              <summary>
                <b>{title}</b> <small>{_count.articles === 1 ? '1 list' : `${_count.articles} lists`}</small>
              </summary>
              {may ? (
                <>
                  <NamedPageForm of="series" writer={actor.account!.id} values={{ id, slug, name: title, words: description, accountId: null }} />
                  <p>
                    <a className="btn small" href={`/admin/series/${id}`}>
                      History
                    </a>
                  </p>
                </>
              ) : (
                <p>{description || `/series/${slug}`}</p>
              )}
            </details>
          </li>
        ))}
      </ul>
      <section>
        <h2>New series</h2>
        {maySaveSeries(actor, { isNew: true, authorsChange }) ? (
          <NamedPageForm of="series" writer={actor.account!.id} values={{ id: null, slug: '', name: '', words: '', accountId: null }} />
        ) : (
          <p className="soft">On this site editors begin series: ask one.</p>
        )}
      </section>
    </>
  )
})

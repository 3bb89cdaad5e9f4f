import type { Metadata } from 'next'
import { listStudioRecords } from '@/features/records/queries/studio-records'
import { recordKinds, type RecordKind } from '@/features/records/schema'
import { findTrashed } from '@/features/trash/queries/trash'
import { TrashedToast } from '@/features/trash/ui/trashed-toast.client'
import { Name } from '@/ui/name'
import { Pager } from '@/ui/pager'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Records' }

const words: Record<RecordKind, string> = { person: 'People', group: 'Groups', song: 'Songs', place: 'Places', video: 'Videos' }

export default studioPage({ path: () => '/admin/records', current: '/admin/records' }, async ({ actor, query: text }) => {
  const kind = recordKinds.find((name) => name === text('kind')) ?? 'person'
  const search = text('q').slice(0, 200)
  const page = Math.max(1, Number.parseInt(text('page'), 10) || 1)
  const { rows, pages } = await listStudioRecords(actor, { kind, search, page })
  const trashed = await findTrashed(actor, 'record', text('trashed').slice(0, 40))
  const address = (to: number) => `/admin/records?kind=${kind}&page=${to}`
  return (
    <>
      <div className="room-head">
        <h1>Records</h1>
        <a className="btn primary" href={`/admin/records/new?kind=${kind}`}>
          New record
        </a>
      </div>
      <p className="soft">People, groups, songs, places and videos that lists share. Mended once, a record is right everywhere.</p>
      <div className="filters">
        <ul className="chips" aria-label="Kinds">
          {recordKinds.map((name) => (
            <li key={name}>
              <a href={`/admin/records?kind=${name}`} aria-current={name === kind ? 'true' : undefined}>
                {words[name]}
              </a>
            </li>
          ))}
        </ul>
        <search>
          <form action="/admin/records">
            <input type="hidden" name="kind" value={kind} />
            <label htmlFor="q" className="vh">
              Search by any name
            </label>
            <input id="q" name="q" type="search" defaultValue={search} placeholder="Search by any name" />
            <button className="btn small">Search</button>
          </form>
        </search>
      </div>
      {rows.length === 0 ? (
        <p className="empty">{page > pages ? 'There is no such page.' : search ? `Nothing of this kind is called “${search}”.` : 'None yet.'}</p>
      ) : (
        <ul className="list-rows tight">
          {rows.map((row) => (
            <li key={row.id}>
              <a href={`/admin/records/${row.id}`}>
                <b>
                  <Name name={row.name} original={row.original} />
                </b>
              </a>
              <p className="meta">
                {row.under ? <span>{row.under}</span> : null}
                {row.date ? <span>{row.date}</span> : null}
                {row.kind === 'video' && !row.url ? <span>no address</span> : null}
              </p>
            </li>
          ))}
        </ul>
      )}
      <Pager
        previous={page > 1 ? address(Math.min(page - 1, pages)) : null}
        next={page < pages ? address(page + 1) : null}
        page={page}
        pages={pages}
        order="places"
      />
      <TrashedToast record={trashed} />
    </>
  )
})

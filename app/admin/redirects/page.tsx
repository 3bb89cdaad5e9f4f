import type { Metadata } from 'next'
import { mayChangeRedirects } from '@/features/redirects/policy'
import { listRedirects } from '@/features/redirects/queries/redirects'
import { RedirectRows } from '@/features/redirects/ui/redirect-rows.client'
import { AddRedirects } from '@/features/redirects/ui/redirects.client'
import { Fail, Notice } from '@/ui/notice'
import { Pager } from '@/ui/pager'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Redirects' }

const refused = (
  <Fail code="403" title="Redirects are for admins and owners">
    <p>Here whoever runs this site says where the addresses of a former site lead. To change it, ask an owner to make you an admin.</p>
    <p>
      <a href="/admin">To your lists</a> or <a href="/account">to your account</a>
    </p>
  </Fail>
)

const addressOf = (parts: Record<string, string | null>) => {
  const given = Object.entries(parts).flatMap(([key, value]) => (value ? [[key, value]] : []))
  return given.length > 0 ? `/admin/redirects?${new URLSearchParams(given)}` : '/admin/redirects'
}

export default studioPage(
  { path: () => '/admin/redirects', may: mayChangeRedirects, refused, current: '/admin/settings', wide: true },
  async ({ actor, query }) => {
    const begins = query('begins').trim().slice(0, 500).toLowerCase()
    const { rows, total, next, isLater } = await listRedirects({ begins, from: query('from').slice(0, 1000) })
    const added = /^\d{1,6}$/.test(query('added')) ? Number(query('added')) : 0
    return (
      <>
        <p className="crumb">
          <a href="/admin/settings">Settings</a> /
        </p>
        <h1>Redirects</h1>
        <p className="soft">
          Addresses of a site that was here before. They are asked for only where this site has no page. What moves within this site leads on by itself.
        </p>
        {added > 0 ? (
          <Notice tone="good">
            {added === 1 ? 'One old address leads on from now on.' : `${added.toLocaleString('en')} old addresses lead on from now on.`}
          </Notice>
        ) : null}
        <section aria-labelledby="add">
          <h2 id="add">Add</h2>
          <AddRedirects writer={actor.account!.id} />
        </section>
        <section aria-labelledby="known">
          <h2 id="known">{total === 0 ? 'Old addresses' : total === 1 ? '1 old address' : `${total.toLocaleString('en')} old addresses`}</h2>
          {total === 0 ? (
            <p className="empty">
              There is none. If another site was here before, paste its addresses above, so that nobody who follows an old link stands before a closed door.
            </p>
          ) : (
            <>
              <div className="filters">
                <search>
                  <form action="/admin/redirects">
                    <label htmlFor="begins" className="vh">
                      Addresses that begin with
                    </label>
                    <input id="begins" name="begins" type="search" defaultValue={begins} placeholder="Begins with /2019" autoComplete="off" />
                    <button className="btn small">Find</button>
                  </form>
                </search>
                <a href="/api/studio/redirects" download>
                  Download all (CSV)
                </a>
              </div>
              {rows.length === 0 ? (
                <p className="empty">No old address begins with “{begins}”.</p>
              ) : (
                <RedirectRows key={`${begins} ${rows[0]?.path}`} rows={rows} />
              )}
              <Pager order="places" previous={isLater ? addressOf({ begins }) : null} next={next ? addressOf({ begins, from: next }) : null} />
            </>
          )}
        </section>
      </>
    )
  },
)

import type { Metadata } from 'next'
import { connection } from 'next/server'
import { listFrontArticles } from '@/features/articles/queries/cards'
import { listSeriesShelves } from '@/features/articles/queries/series'
import { CardGrid } from '@/features/articles/ui/card'
import { FrontStories, LeadStory } from '@/features/articles/ui/lead-story'
import { SeriesShelf } from '@/features/articles/ui/shelf'
import { siteShareImage } from '@/features/artwork/queries/share-images'
import { getLeadId, getSite } from '@/features/settings/queries/site'
import { listFavouritesNow } from '@/features/votes/queries/favourites-now'
import { NowStrip } from '@/features/votes/ui/now-strip'
import { head } from './_page/metadata'
import { JsonLd } from '@/features/feeds/ui/json-ld'
import { site } from '@/features/feeds/answer'
import { siteLd } from '@/features/feeds/json-ld/pages'
import { Main } from './_page/main'
import '@/features/articles/ui/cards.css'
import '@/features/articles/ui/home.css'
import '@/features/votes/ui/now-strip.css'

export const instant = false

// One large, two beside it, and rows of three below.
const shown = 12
/** From so many lists on those in the rows are small on a phone. */
const many = 6

export async function generateMetadata(): Promise<Metadata> {
  await connection()
  const { name, description } = await getSite()
  return head({
    title: name,
    description,
    path: '/',
    image: await siteShareImage('frontpage'),
  })
}

export default async function Home() {
  await connection()
  const [about, leadId] = await Promise.all([site(), getLeadId()])
  const newest = await listFrontArticles({ leadId, take: shown + 1 })
  const items = newest.slice(0, shown)
  const [lead, ...others] = items
  const beside = others.length > 1 ? others.slice(0, 2) : []
  const rest = others.slice(beside.length)
  const [shelves, favourites] = await Promise.all([listSeriesShelves(), listFavouritesNow(items.map(({ id }) => id))])
  return (
    <Main>
      <h1 className="vh">{about.name}</h1>
      <JsonLd things={[siteLd(about)]} />
      {lead ? (
        <>
          {beside.length > 0 ? <FrontStories lead={lead} beside={beside} /> : <LeadStory card={lead} />}
          <NowStrip favourites={favourites} />
          {rest.length === 1 && rest[0] ? (
            <LeadStory card={rest[0]} second />
          ) : (
            <CardGrid cards={rest} level="h2" look={items.length >= many ? 'rows' : undefined} />
          )}
          {newest.length > shown ? (
            <p className="page">
              <a className="btn" href="/articles">
                All lists
              </a>
            </p>
          ) : null}
          {shelves.map((shelf) => (
            <SeriesShelf key={shelf.series.id} {...shelf} />
          ))}
        </>
      ) : (
        <EmptySite />
      )}
    </Main>
  )
}

const EmptySite = () => (
  <div className="page narrow">
    <div className="head">
      <h2>The stage is set</h2>
      <p className="stand">Nothing has been published yet. The first list will stand here, large.</p>
    </div>
  </div>
)

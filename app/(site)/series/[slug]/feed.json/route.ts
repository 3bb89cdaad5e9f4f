import { connection } from 'next/server'
import { findMovedSeries } from '@/features/articles/queries/series'
import { feedAnswer, movedFeedAnswer } from '@/features/feeds/answer'
import { findSeriesFeed } from '@/features/feeds/queries/feed'
import { feedSite } from '@/app/feed-site'

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  await connection()
  const { slug } = await params
  const feed = await findSeriesFeed(slug, await feedSite())
  return feed ? feedAnswer(feed, 'json') : movedFeedAnswer(await findMovedSeries(slug), 'json')
}

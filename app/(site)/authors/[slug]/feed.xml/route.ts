import { connection } from 'next/server'
import { findMovedAuthor } from '@/features/articles/queries/authors'
import { feedAnswer, movedFeedAnswer } from '@/features/feeds/answer'
import { findAuthorFeed } from '@/features/feeds/queries/feed'
import { feedSite } from '@/app/feed-site'

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  await connection()
  const { slug } = await params
  const feed = await findAuthorFeed(slug, await feedSite())
  return feed ? feedAnswer(feed, 'xml') : movedFeedAnswer(await findMovedAuthor(slug), 'xml')
}

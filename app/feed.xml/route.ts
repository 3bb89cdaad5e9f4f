import { connection } from 'next/server'
import { feedAnswer } from '@/features/feeds/answer'
import { getSiteFeed } from '@/features/feeds/queries/feed'
import { feedSite } from '@/app/feed-site'

export async function GET(): Promise<Response> {
  await connection()
  return feedAnswer(await getSiteFeed(await feedSite()), 'xml')
}

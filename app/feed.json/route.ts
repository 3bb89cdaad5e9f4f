import { connection } from 'next/server'
import { feedAnswer, site } from '@/features/feeds/answer'
import { getSiteFeed } from '@/features/feeds/queries/feed'

export async function GET(): Promise<Response> {
  await connection()
  return feedAnswer(await getSiteFeed(site()), 'json')
}

import { connection } from 'next/server'
import { feedAnswer, site } from '@/features/feeds/answer'
import { findSeriesFeed } from '@/features/feeds/queries/feed'

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  await connection()
  return feedAnswer(await findSeriesFeed((await params).slug, site()), 'xml')
}

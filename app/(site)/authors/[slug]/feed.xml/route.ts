import { connection } from 'next/server'
import { feedAnswer, site } from '@/features/feeds/answer'
import { findAuthorFeed } from '@/features/feeds/queries/feed'

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  await connection()
  return feedAnswer(await findAuthorFeed((await params).slug, site()), 'xml')
}

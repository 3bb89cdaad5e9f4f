import { connection } from 'next/server'
import { fileAnswer, nothingHere } from '@/features/feeds/answer'
import { printSitemap } from '@/features/feeds/print-sitemap'
import { findSitemapPart } from '@/features/feeds/queries/sitemap'
import { config } from '@/platform/config'

/** `/sitemap/articles-1.xml`: a part of the sitemap of a large site. */
export async function GET(_: Request, { params }: { params: Promise<{ part: string }> }): Promise<Response> {
  await connection()
  const { part } = await params
  const urls = part.endsWith('.xml') ? await findSitemapPart(part.slice(0, -'.xml'.length)) : null
  return urls ? fileAnswer(printSitemap(urls, config.siteUrl), 'application/xml') : nothingHere()
}

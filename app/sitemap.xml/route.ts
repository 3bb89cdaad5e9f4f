import { connection } from 'next/server'
import { fileAnswer, site } from '@/features/feeds/answer'
import { printSitemap, printSitemapIndex } from '@/features/feeds/print-sitemap'
import { getSitemap } from '@/features/feeds/queries/sitemap'

export async function GET(): Promise<Response> {
  await connection()
  const sitemap = await getSitemap()
  return fileAnswer('urls' in sitemap ? printSitemap(sitemap.urls, site().url) : printSitemapIndex(sitemap.parts, site().url), 'application/xml')
}

import { connection } from 'next/server'
import { fileAnswer } from '@/features/feeds/answer'
import { printSitemap, printSitemapIndex } from '@/features/feeds/print-sitemap'
import { getSitemap } from '@/features/feeds/queries/sitemap'
import { config } from '@/platform/config'

export async function GET(): Promise<Response> {
  await connection()
  const sitemap = await getSitemap()
  const { siteUrl } = config
  return fileAnswer('urls' in sitemap ? printSitemap(sitemap.urls, siteUrl) : printSitemapIndex(sitemap.parts, siteUrl), 'application/xml')
}

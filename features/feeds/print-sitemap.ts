import { escapeHtml } from '@/platform/text/html'
import type { SitemapUrl } from './queries/sitemap'

const opening = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** A sitemap (https://www.sitemaps.org/protocol.html). */
export const printSitemap = (urls: SitemapUrl[], siteUrl: string) =>
  `${opening}<urlset ${namespace}>\n${urls
    .map(({ path, changedAt }) => `<url><loc>${escapeHtml(siteUrl + path)}</loc>${changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''}</url>`)
    .join('\n')}\n</urlset>\n`

/** The index of a sitemap in parts. */
export const printSitemapIndex = (parts: string[], siteUrl: string) =>
  `${opening}<sitemapindex ${namespace}>\n${parts.map((part) => `<sitemap><loc>${escapeHtml(`${siteUrl}/sitemap/${part}.xml`)}</loc></sitemap>`).join('\n')}\n</sitemapindex>\n`

import type { SitemapUrl } from './queries/sitemap'

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
const opening = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** A sitemap (https://www.sitemaps.org/protocol.html). */
export const printSitemap = (urls: SitemapUrl[], siteUrl: string) =>
  `${opening}<urlset ${namespace}>\n${urls
    .map(({ path, changedAt }) => `<url><loc>${escape(siteUrl + path)}</loc>${changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''}</url>`)
    .join('\n')}\n</urlset>\n`

/** The index of a sitemap in parts. */
export const printSitemapIndex = (parts: string[], siteUrl: string) =>
  `${opening}<sitemapindex ${namespace}>\n${parts.map((part) => `<sitemap><loc>${escape(`${siteUrl}/sitemap/${part}.xml`)}</loc></sitemap>`).join('\n')}\n</sitemapindex>\n`

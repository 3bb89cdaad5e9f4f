import { connection } from 'next/server'
import { fileAnswer } from '@/features/feeds/answer'
import { config } from '@/platform/config'

/** Everything may be read; the studio and the interface for programs lead search engines nowhere, and each page has a link of its own to sign in. */
export async function GET(): Promise<Response> {
  await connection()
  return fileAnswer(
    `User-agent: *\nDisallow: /admin\nDisallow: /api/\nDisallow: /sign-in\nDisallow: /account\nDisallow: /report/\n\nSitemap: ${config.siteUrl}/sitemap.xml\n`,
    'text/plain',
  )
}

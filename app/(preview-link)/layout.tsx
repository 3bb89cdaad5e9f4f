import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { getSite } from '@/features/settings/queries/site'
import '../(site)/site.css'
import '@/features/articles/ui/article.css'
import '../(preview)/preview.css'

export const instant = false

// The address is a secret: it is indexed by nobody, and other sites do not learn it.
export async function generateMetadata(): Promise<Metadata> {
  await connection()
  const { name } = await getSite()
  return { title: `Preview · ${name}`, robots: { index: false, follow: false }, referrer: 'no-referrer' }
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/** The layout of previews for somebody without an account: the readers' styles and scripts, and nothing of the studio. */
export default async function PreviewLinkLayout({ children }: { children: ReactNode }) {
  await connection()
  return (
    <html lang="en" data-theme="own">
      <body>{children}</body>
    </html>
  )
}

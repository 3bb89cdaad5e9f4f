import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { cookieNames } from '@/platform/http/cookies'
import '../(site)/site.css'
import '@/features/articles/ui/article.css'
import './preview.css'

export const instant = false
export const metadata: Metadata = { title: 'Preview', robots: { index: false, follow: false }, referrer: 'same-origin' }
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/** The layout of previews: the readers' styles, not the studio's. */
export default async function PreviewLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get(cookieNames.theme)?.value
  return (
    <html lang="en" data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}>
      <body>{children}</body>
    </html>
  )
}

import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { saidIn } from '@/features/accounts/said'
import { getTimeZone } from '@/features/settings/queries/site'
import { cookieNames } from '@/platform/http/cookies'
import { PaletteOpener } from '@/features/palette/ui/palette-opener.client'
import { Notice } from '@/ui/notice'
import { OldTab } from './_studio/old-tab.client'
import './studio.css'

export const instant = false
export const metadata: Metadata = { title: { default: 'Studio', template: '%s · Studio' }, robots: { index: false, follow: false }, referrer: 'same-origin' }
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get(cookieNames.theme)?.value
  const timeZone = await getTimeZone()
  const said = saidIn(await headers())
  return (
    <html lang="en" data-theme={theme === 'light' || theme === 'dark' ? theme : undefined} data-time-zone={timeZone || undefined}>
      <body className="studio">
        <noscript>
          <p className="notice no-script">The studio works with JavaScript, which this browser does not run. Allow it for this site to write and publish.</p>
        </noscript>
        {said ? <Notice tone="good">{said}</Notice> : null}
        {children}
        <PaletteOpener />
        <OldTab />
      </body>
    </html>
  )
}

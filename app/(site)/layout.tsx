import type { Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Shell } from './_page/shell'
import './site.css'

export const instant = false

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf8f4' },
    { media: '(prefers-color-scheme: dark)', color: '#0f0b17' },
  ],
}

export default async function SiteLayout({ children }: { children: ReactNode }) {
  await connection()
  return <Shell>{children}</Shell>
}

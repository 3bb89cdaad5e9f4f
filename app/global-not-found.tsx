import './(site)/site.css' // before those of what stands on the page, which come with it
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import { getSite } from '@/features/settings/queries/site'
import { Missing } from './(site)/_page/missing'
import { Shell } from './(site)/_page/shell'

export const instant = false

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export async function generateMetadata(): Promise<Metadata> {
  await connection()
  return { title: `Not found · ${(await getSite()).name}`, robots: { index: false } }
}

/** The page for every address that does not exist; the server keeps one copy for all of them. */
export default async function NotFound() {
  await connection()
  return (
    <Shell>
      <Missing />
    </Shell>
  )
}

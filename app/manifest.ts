import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { getSite } from '@/features/settings/queries/site'

/** What a telephone needs to keep this site among its applications. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  await connection()
  const { name } = await getSite()
  return {
    name,
    short_name: name,
    start_url: '/',
    display: 'minimal-ui',
    background_color: '#0f0b17',
    theme_color: '#0f0b17',
    icons: [
      { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}

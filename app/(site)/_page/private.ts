import type { Metadata } from 'next'
import { connection } from 'next/server'
import { getSite } from '@/features/settings/queries/site'
import { readQuery, type Query } from './query'

/** Metadata of a page that is one visitor's own. It is not indexed, and other sites get no referrer, because the address may hold a one-time token. */
export async function privateHead(title: string): Promise<Metadata> {
  await connection()
  const { name } = await getSite()
  return { title: `${title} · ${name}`, robots: { index: false, follow: false }, referrer: 'same-origin' }
}

/** One value of the page's query, or null. */
export async function queryValue(query: Query, name: string): Promise<string | null> {
  return (await readQuery(query, [name]))[name] ?? null
}

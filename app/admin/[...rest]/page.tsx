import type { Metadata } from 'next'
import { missing } from '../_studio/missing'
import { requireWriter } from '../_studio/require-role'

export const instant = false
export const metadata: Metadata = { title: 'Not found' }

/** Every address of the studio that no other page has. */
export default async function Nothing({ params }: { params: Promise<{ rest: string[] }> }) {
  const { rest } = await params
  return missing(await requireWriter(`/admin/${rest.join('/')}`))
}

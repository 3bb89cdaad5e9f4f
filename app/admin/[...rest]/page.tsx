import type { Metadata } from 'next'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Not found' }

/** Every address of the studio that no other page has. */
export default studioPage({ path: (param) => `/admin/${param('rest')}` }, async () => null)

'use client'

import type { PublicationData } from '../queries/publication'

/** What readers see of a list now, what waits, and what one may do with it; null when the site does not answer, or the list is not one's own any more. */
export async function lookAtPublication(articleId: string): Promise<PublicationData | null> {
  const response = await fetch(`/api/studio/articles/${articleId}/publication`, { cache: 'no-store' }).catch(() => null)
  return response?.ok ? ((await response.json()) as PublicationData) : null
}

'use client'

import type { PublicationData } from '../queries/publication'

let asked = 0
let answered = 0

/**
 * What readers see of a list now, what waits, and what one may do with it; null when the site does not answer, the list is not one's own any more, or a later look was
 * answered first: an answer that was long on its way must not hide what came after it.
 */
export async function lookAtPublication(articleId: string): Promise<PublicationData | null> {
  const turn = ++asked
  const response = await fetch(`/api/studio/articles/${articleId}/publication`, { cache: 'no-store' }).catch(() => null)
  const data = response?.ok ? ((await response.json().catch(() => null)) as PublicationData | null) : null
  if (!data || turn < answered) return null
  answered = turn
  return data
}

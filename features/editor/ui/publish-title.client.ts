'use client'

import type { PublicationData } from '../queries/publication'
import type { Publishing } from './publish-dialog.client'
import { localMinute } from '@/ui/local-minute'

/** What the dialog of a publication is called, before its script is there. */
export function publishTitle(publishing: Publishing, { state, waiting }: PublicationData): string {
  if (publishing.of === 'waiting') return waiting ? `What goes live on ${localMinute(waiting.at)}` : 'What waits for its time'
  return state === 'published' ? 'Publish changes' : 'Publish'
}

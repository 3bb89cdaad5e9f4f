'use client'

import type { PublicationData } from '../queries/publication'
import type { Publishing } from './publish-dialog.client'
import { timeWords } from './publish-times.client'

/** What the dialog of a publication is called, before its script is there. */
export function publishTitle(publishing: Publishing, { state, waiting }: PublicationData): string {
  if (publishing.of === 'waiting') return waiting ? `What goes live on ${timeWords(waiting.at)}` : 'What waits for its time'
  return state === 'published' ? 'Publish changes' : 'Publish'
}

'use client'

import type { Thing } from '@/features/articles/document/operations'
import type { Selection } from '../document/checks'

/** The part of a list that something stands in. */
export const partOf = (on: Thing): Selection =>
  on === 'list' ? { of: 'list' } : 'entry' in on ? { of: 'entry', id: on.entry } : { of: 'section', id: on.section }

/** The id of a field, while its part is open. */
export function idOfField(on: Thing, field: string): string {
  if (on === 'list') return `list-${field}`
  return `${'entry' in on ? 'entry' : 'section'}-${field === 'body' ? 'words' : field}`
}

/** Whether this field of the list, or the choice between two texts of it, stands in the details beside the words. */
export const isBesideWords = (id: string): boolean => id.endsWith('list-description')

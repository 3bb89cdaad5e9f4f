'use client'

import { useEffect, useRef } from 'react'
import { textAt } from '@/features/articles/document/apply-changes'
import { keyOf, keyOfField, type Field, type Thing } from '@/features/articles/document/operations'
import type { ListDocument } from '@/features/articles/schema'
import type { Selection } from '../document/checks'
import type { Clash } from '../document/clashes'
import { idOfField, partOf } from './field-ids.client'
import type { DraftKeeper } from './draft-keeper.client'
import type { Toast } from './use-arranging.client'

type Options = {
  keeper: DraftKeeper
  all: readonly Clash[]
  document: ListDocument
  articleId: string
  select: (selection: Selection, focus?: string) => void
  announce: (words: string) => void
  tell: (toast: Toast) => void
  focusLater: (id: string) => void
}

export type Clashes = ReturnType<typeof useClashes>

/** The id of the element that shows the two texts of a field. */
export const idOfClash = (clash: Field) => `two-texts-${keyOfField(clash).replace(/[.:]/g, '-')}`

/** The two texts of fields in which two people wrote the same place apart from each other, and the choice between them. */
export function useClashes({ keeper, all, document, articleId, select, announce, tell, focusLater }: Options) {
  // Of what was removed meanwhile there is nothing to choose here: its texts are in the history.
  const here = all.filter(({ on, field }) => textAt(document, on, field) !== null)
  const count = here.length
  const said = useRef(0)
  useEffect(() => {
    if (count > said.current) announce('Two texts were written in one place, apart from each other. Choose which one stays')
    said.current = count
  }, [announce, count])
  return {
    all: here,
    at: (on: Thing, field: string) => here.find((clash) => clash.field === field && keyOf(clash.on) === keyOf(on)),
    /** Leads to the first one. */
    lead: () => {
      const first = here[0]
      if (first) select(partOf(first.on), idOfClash(first))
    },
    choose: (clash: Clash, chosen: 'yours' | 'theirs' | 'both') => {
      // One writes on there.
      focusLater(idOfField(clash.on, clash.field))
      keeper.choose(clash, chosen)
      const words = {
        yours: 'Your text stays. The other one is in the history.',
        theirs: 'The other text stays. Yours is in the history.',
        both: 'Both stay.',
      }[chosen]
      if (chosen === 'both') announce(words)
      else tell({ words, link: { href: `/admin/articles/${articleId}/history`, words: 'History' } })
    },
  }
}

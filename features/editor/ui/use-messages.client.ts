'use client'

import { useState } from 'react'
import { localMinute } from '@/ui/local-minute'
import { findEntry } from '@/features/articles/document/parts'
import { keyOf } from '@/features/articles/document/operations'
import type { ListEntry } from '@/features/articles/schema'
import { noteTitle } from '../document/note-places'
import type { Selection } from '../document/checks'
import { nameOf } from '../document/places'
import type { DraftState } from './draft-state.client'
import type { Toast } from './use-arranging.client'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What was removed and is there again although nobody undid it here. */
function backWords(removed: readonly ListEntry[], entries: readonly ListEntry[]): string {
  const was = new Map(removed.map((entry) => [entry.id, JSON.stringify(entry)]))
  const isWritten = entries.some((entry) => was.get(entry.id) !== JSON.stringify(entry))
  const name = entries.length === 1 ? nameOf(entries[0]!) : `${entries.length} entries`
  const [are, them] = entries.length === 1 ? ['is', 'it'] : ['are', 'them']
  return `${capital(name)} ${are} back: somebody else ${isWritten ? `was writing in ${them}` : `put ${them} back`}.`
}

type Options = { draft: DraftState; selection: Selection; articleId: string }

/** What the editor says over its foot: what one did, and what others did to what is open. One at a time; the last one counts. */
export function useMessages({ draft, selection, articleId }: Options) {
  const [said, tell] = useState<Toast | null>(null)
  /** What did not fit when it was pasted is offered until its writer has closed that: a later message only covers it. */
  const [leftOut, setLeftOut] = useState<Toast | null>(null)
  const { document } = draft
  const history = `/admin/articles/${articleId}/history`

  const there = said?.removed?.flatMap(({ id }) => findEntry(document, id)?.entry ?? []) ?? []
  if (said?.removed && there.length > 0) tell({ words: backWords(said.removed, there) })

  // Says so when words are back that had not reached the site.
  const { broughtBack } = draft
  const [saidBack, setSaidBack] = useState(broughtBack)
  if (broughtBack !== saidBack) {
    setSaidBack(broughtBack)
    if (broughtBack) tell({ words: `Your words of ${localMinute(broughtBack)}, which had not reached the site, are back.` })
  }

  // Nobody's page goes from under them without a word.
  const { takenAway } = draft
  const [toldOf, setToldOf] = useState(takenAway)
  if (takenAway !== toldOf) {
    setToldOf(takenAway)
    const back = selection.of === 'list' ? undefined : takenAway.find((one) => ('entry' in one ? one.entry : one.section).id === selection.id)
    if (back) {
      const name = 'entry' in back ? nameOf(back.entry) : `the section ${back.section.heading || 'without a heading'}`
      tell({ words: `Somebody else removed ${name}, which was open here.`, back })
    }
  }

  const { chosenByOthers } = draft
  const [toldChosen, setToldChosen] = useState(chosenByOthers)
  if (chosenByOthers !== toldChosen) {
    setToldChosen(chosenByOthers)
    const [first] = chosenByOthers
    const title = first && noteTitle(document, { place: keyOf(first.on), field: first.field, about: '' })
    if (first) tell({ words: `Somebody else wrote the same place of ${title}, and chose what stays.`, link: { href: history, words: 'What it was' } })
  }

  const { replacements } = draft
  const [toldReplacements, setToldReplacements] = useState(replacements)
  if (replacements !== toldReplacements) {
    setToldReplacements(replacements)
    const link = { href: history, words: 'What it was' }
    tell({ words: 'Another draft was put in the place of this one: an earlier one that was brought back, or a file.', link })
  }

  return { toast: said ?? leftOut, tell, setLeftOut, close: () => (said ? tell(null) : setLeftOut(null)) }
}

'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import type { z } from 'zod'
import type { NoteView } from '@/features/reviews/queries/notes'
import type { noteInput } from '@/features/reviews/schema'
import { useKeptForm } from '@/ui/kept-form.client'
import { hear } from '@/ui/stream.client'
import { useUnsaved } from '@/ui/unsaved.client'
import { signsOf, type NoteSigns } from '../document/note-places'

type Input = z.input<typeof noteInput>
/** What is done to a note, without the list that it is of. */
export type NoteDeed = Input extends infer One ? (One extends Input ? Omit<One, 'id'> : never) : never
/** A note that is being written: what it is about, and its words so far. */
export type NewNote = { place: string; field: string | null; words: string }

export type Notes = {
  all: readonly NoteView[]
  /** The open ones by what they are about. */
  signs: NoteSigns
  writing: NewNote | null
  setWriting: (note: NewNote | null) => void
  /** What is being answered, by note: it stays while its note goes out of sight. */
  answers: Readonly<Record<string, string>>
  setAnswer: (note: string, words: string | null) => void
  /** Resolves to the id of the note, or to what was wrong with it. */
  act: (deed: NoteDeed) => Promise<{ id: string } | { error: string }>
  /** Whether words of a note that had not been sent are back. */
  isBack: boolean
}

/** What is being written and has not been sent: it outlives the page. */
type Unsent = Pick<Notes, 'writing' | 'answers'>
const isEmpty = ({ writing, answers }: Unsent) => [writing?.words ?? '', ...Object.values(answers)].every((words) => words.trim() === '')

/** The notes of the list that is open; what others do to them comes by the stream. */
export function useNotes({ id: articleId, accountId, notes: begin }: { id: string; accountId: string; notes: readonly NoteView[] }): Notes {
  const [all, setAll] = useState(begin)
  const [writing, setWriting] = useState<Unsent['writing']>(null)
  const [answers, setAnswers] = useState<Unsent['answers']>({})
  const [isBack, setIsBack] = useState(false)
  const isUnsaved = !isEmpty({ writing, answers })
  useUnsaved(isUnsaved)
  // What a page has left that ended is back where it was written, unless another note is being written there.
  useKeptForm<Unsent>(`lightstick:notes:${accountId}:${articleId}`, isUnsaved ? { writing, answers } : null, (left) => {
    if (isUnsaved) return false
    setWriting(left.writing)
    setAnswers(left.answers)
    setIsBack(true)
    return true
  })
  const setAnswer = useCallback((note: string, words: string | null) => {
    setAnswers(({ [note]: _, ...others }) => (words === null ? others : { ...others, [note]: words }))
  }, [])
  const address = `/api/studio/articles/${articleId}/notes`

  useEffect(() => {
    const look = async () => {
      const response = await fetch(address, { cache: 'no-store' }).catch(() => null)
      if (response?.ok) setAll(((await response.json()) as { notes: NoteView[] }).notes)
    }
    return hear(`article:${articleId}`, (message) => {
      if (message.is === 'look' || (message.is === 'event' && message.type === 'note.changed')) void look()
    })
  }, [articleId, address])

  const act = useCallback(
    async (deed: NoteDeed) => {
      const request = { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(deed) }
      const response = await fetch(address, request).catch(() => null)
      if (!response) return { error: 'The site cannot be reached: nothing was changed' }
      const answer = (await response.json().catch(() => null)) as { noteId: string; notes: NoteView[]; error?: { message: string } } | null
      if (!response.ok || !answer) return { error: answer?.error?.message ?? 'Something went wrong on our side: nothing was changed' }
      setAll(answer.notes)
      return { id: answer.noteId }
    },
    [address],
  )
  const signs = useMemo(() => signsOf(all), [all])
  return { all, signs, writing, setWriting, answers, setAnswer, act, isBack }
}

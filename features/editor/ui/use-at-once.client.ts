'use client'

import { useEffect, useRef } from 'react'
import { getCoverAction, setAuthorsAction, setCoverAction, setSeriesAction } from '@/features/articles/actions'
import type { SeriesPlace } from '@/features/articles/schema'
import type { AtOnce } from '../document/at-once'
import { noteAtOnce, notTaken, takenAtOnce, type StepAtOnce } from '../document/at-once-steps'
import { newBrowserId } from '../document/new-id'
import type { CoverShown, EditorData } from '../queries/editor'
import type { PublicationData } from '../queries/publication'
import { bylineWords, coverWords, seriesWords, shownCover } from './at-once-words.client'
import type { DraftKeeper } from './draft-keeper.client'
import type { Toast } from './use-arranging.client'

type Options = {
  keeper: DraftKeeper
  article: EditorData
  publication: PublicationData
  setPublication: (next: Partial<PublicationData>) => void
  setCover: (picture: CoverShown['picture']) => void
  tell: (toast: Toast) => void
}

/** Puts a change that was live at once among the steps back, and tells of it with its undo; with `later`, when what it returns is called. */
export type NoteAtOnce = (act: AtOnce, words: string, later?: boolean) => () => void

const overtaken = 'Somebody else has changed this since, so nothing was undone.'

/** The way back of what readers see at once: names, place in a series, cover. Each is set to what stood before, as somebody who saw what it was set to: others' changes are not written over. */
export function useAtOnce({ keeper, article, publication, setPublication, setCover, tell }: Options) {
  const articleId = article.id
  const authors = useRef(publication.authors)
  useEffect(() => void (authors.current = publication.authors), [publication.authors])
  const nameOf = (id: string) => [...authors.current, ...article.seriesAndAuthors.authors].find((author) => author.id === id)?.name ?? 'Unknown'
  const titleOf = (id: string) => article.seriesAndAuthors.series.find((one) => one.id === id)?.title ?? 'another series'

  /** Resolves to what it says; `isOver` when it will never be done. */
  const act = async ({ is, from, to }: AtOnce): Promise<{ words: string } | { refused: string; isOver: boolean }> => {
    const refusal = (answer: { error: { code: string; message: string; data?: unknown } } | null) =>
      answer
        ? {
            refused: answer.error.code === 'conflict' ? overtaken : `Nothing was undone: ${answer.error.message.replace(/\.$/, '')}.`,
            isOver: /^(conflict|invalid|not_found|forbidden|gone)$/.test(answer.error.code),
          }
        : { refused: 'Nothing was undone: the site cannot be reached.', isOver: false }
    if (is === 'authors') {
      const answer = await setAuthorsAction({ articleId, authorIds: [...to], base: [...from] }).catch(() => null)
      if (!answer?.ok) return refusal(answer)
      setPublication({ authors: answer.value.map((id) => ({ id, name: nameOf(id) })) })
      return { words: bylineWords(answer.value.map(nameOf)) }
    }
    if (is === 'series') {
      const answer = await setSeriesAction({ articleId, ...to, base: from }).catch(() => null)
      if (answer?.ok) setPublication({ series: to })
      else if (answer?.error.code === 'conflict' && answer.error.data) setPublication({ series: answer.error.data as SeriesPlace })
      return answer?.ok ? { words: seriesWords(to, titleOf) } : refusal(answer)
    }
    const answer = await setCoverAction({ articleId, coverId: to, base: from }).catch(() => null)
    const now = await getCoverAction({ articleId }).catch(() => null)
    if (now?.ok) setCover(shownCover(now.value))
    return answer?.ok ? { words: coverWords(now?.ok ? now.value : null) } : refusal(answer)
  }

  const turn = useRef(Promise.resolve())
  /** One after the other: each is made on what the one before it has left. */
  const take = (step: StepAtOnce, way: 'undo' | 'redo') => {
    keeper.changeSteps((session) => takenAtOnce(session, step, way, Date.now()))
    const before = turn.current
    turn.current = (async () => {
      await before
      const done = await act(step.atOnce)
      if ('words' in done) return tell({ words: `${way === 'undo' ? 'Undone' : 'Done again'}: ${done.words}.` })
      keeper.changeSteps((session) => notTaken(session, step, way, done.isOver))
      tell({ words: done.refused })
    })()
  }
  const note: NoteAtOnce = (made, words, later = false) => {
    const of = newBrowserId()
    keeper.changeSteps((session) => noteAtOnce(session, made, { of, at: Date.now() }))
    const say = () => tell({ words: `${words}.`, undo: of })
    if (!later) say()
    return say
  }
  return { take, note }
}

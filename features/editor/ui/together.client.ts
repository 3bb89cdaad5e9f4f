'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { Present } from '@/features/articles/queries/presence'
import { hear } from '@/ui/stream.client'
import type { Selection } from '../document/checks'
import { placeOf } from '../document/note-places'
import type { PublicationData } from '../queries/publication'
import type { DraftKeeper } from './draft-keeper.client'
import { listen } from './listen.client'
import { lookAtPublication } from './look-at-publication.client'

const sayEveryMs = 20_000
/** Whoever walks through a list with the arrows is not said to be in each entry. */
const sayAfterMs = 300

/** Told when the list goes to the trash, with the way there, and when it comes back. */
type OnTrash = (link?: { href: string; words: string }) => void

type Options = { articleId: string; keeper: DraftKeeper; selection: Selection; onPublication: (next: PublicationData) => void; onTrash: OnTrash }

/** Hears of what others do to the list that is open, and says where this tab is in it. Returns who else is there. */
export function useTogether({ articleId, keeper, selection, onPublication, onTrash }: Options): readonly Present[] {
  const [present, setPresent] = useState<readonly Present[]>([])
  const heard = useRef({ onPublication, onTrash })
  useEffect(() => void (heard.current = { onPublication, onTrash }))
  useEffect(() => {
    const lookAgain = async () => {
      const next = await lookAtPublication(articleId)
      if (next) heard.current.onPublication(next)
    }
    return hear(`article:${articleId}`, (message) => {
      if (message.is === 'state') setPresent((message.state as Present[] | null) ?? [])
      else if (message.is !== 'event') {
        keeper.lookForNews()
        if (message.is === 'look') void lookAgain()
        else setPresent([])
      } else if (message.type === 'article.saved') keeper.lookForNews(message.version)
      // Notes are no part of the draft (use-notes.client.ts).
      else if (message.type !== 'note.changed') {
        keeper.lookForNews()
        void lookAgain()
        if (message.type === 'article.trashed') heard.current.onTrash({ href: '/admin/trash', words: 'To the trash' })
        else if (message.type === 'article.untrashed') heard.current.onTrash()
      }
    })
  }, [articleId, keeper])

  const place = placeOf(selection)
  const said = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    const say = (left = false, atOnce = false) => {
      const request = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tab: keeper.tab, place, left }),
        keepalive: true,
      }
      const ask = () => fetch(`/api/studio/articles/${articleId}/presence`, request).catch(() => {})
      // One after the other: what was said first and came last would bring back who has left. A page that ends cannot wait.
      said.current = atOnce ? ask() : said.current.then(ask)
    }
    const sayWhenSeen = () => say(document.visibilityState === 'hidden')
    const leave = () => say(true, true)
    const soon = setTimeout(() => document.visibilityState === 'visible' && say(), sayAfterMs)
    const again = setInterval(() => document.visibilityState === 'visible' && say(), sayEveryMs)
    const stopListening = listen([document, 'visibilitychange', sayWhenSeen], [window, 'pagehide', leave])
    return () => {
      clearTimeout(soon)
      clearInterval(again)
      stopListening()
    }
  }, [articleId, keeper, place])
  const others = useMemo(() => present.filter(({ tab }) => tab !== keeper.tab), [present, keeper])
  useEffect(() => keeper.pace.together(others.length > 0), [keeper, others])
  return others
}

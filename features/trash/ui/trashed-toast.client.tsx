'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Toast } from '@/ui/toast.client'
import { restoreListAction, restoreRecordAction } from '../actions'
import { backWords, quoted } from './words.client'

type Trashed = { id: string; name: string } | null

/** Says what was moved to the trash a moment ago, over the page that one comes to then, and takes it back. It stays when the page is drawn anew without it. */
export function TrashedToast({ list = null, record = null }: { list?: Trashed; record?: Trashed }) {
  const [told] = useState(() => (list ? { is: 'list' as const, ...list } : record && { is: 'record' as const, ...record }))
  return told && <Told {...told} />
}

function Told({ is, id, name }: { is: 'list' | 'record'; id: string; name: string }) {
  const router = useRouter()
  const [shown, setShown] = useState<{ words: string; done: boolean } | null>({ words: `${quoted(name)} is in the trash.`, done: false })
  if (!shown) return null
  const say = (words: string, done: boolean) => setShown({ words, done })
  const undo = async () => {
    if (is === 'list') {
      const answer = await restoreListAction({ id }).catch(() => null)
      if (!answer?.ok) return say(answer ? answer.error.message : 'The site cannot be reached: it is still in the trash', false)
      say(backWords(name, answer.value.state), true)
    } else {
      const answer = await restoreRecordAction({ id }).catch(() => null)
      if (!answer?.ok) return say(answer ? answer.error.message : 'The site cannot be reached: it is still in the trash', false)
      say(backWords(name), true)
    }
    router.refresh()
  }
  return (
    <Toast words={shown.words} onUndo={shown.done ? undefined : () => void undo()} onClose={() => setShown(null)}>
      {shown.done ? <a href={is === 'list' ? `/admin/articles/${id}` : `/admin/records/${id}`}>Open it</a> : null}
    </Toast>
  )
}

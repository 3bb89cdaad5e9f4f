'use client'

import { ReloadingButton } from '@/ui/reloading-button.client'
import { undoMergeAction } from '../actions'

/** Makes two records again of those that were merged. */
export function UndoMerge({ id, name }: { id: string; name: string }) {
  const undo = async () => {
    const answer = await undoMergeAction({ id }).catch(() => null)
    if (answer?.ok) return null
    return answer ? answer.error.message : 'The site cannot be reached: nothing was changed'
  }
  return <ReloadingButton words="Undo merge" label={`Undo merge of “${name}”`} act={undo} />
}

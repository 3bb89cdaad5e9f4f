'use client'

import { nameOfHeld } from '../document/places'
import type { DraftKeeper } from './draft-keeper.client'
import { useEditor } from './editor-context.client'
import { LoadedPart } from './loaded-part.client'
import { Modal } from '@/ui/modal.client'
import { MoveDialog } from './move-dialog.client'
import type { Toast } from './use-arranging.client'

const loadCopy = async () => (await import('./copy-dialog.client')).CopyDialog
const loadRemoved = async () => (await import('./removed-entries.client')).RemovedEntries
const loadLinks = async () => (await import('./preview-links.client')).PreviewLinks

type Props = { keeper: DraftKeeper; tell: (toast: Toast) => void }

/** The dialog that is open, of those that the outline and the panels beside it ask for. */
export function ArrangingDialogs({ keeper, tell }: Props) {
  const { article, document, arrange } = useEditor()
  const { asking } = arrange
  const onClose = () => arrange.ask(null)
  if (asking?.is === 'move')
    return <MoveDialog document={document} held={asking.held} onMove={(place) => arrange.moveTo(asking.held, place)} onClose={onClose} />
  if (asking?.is === 'copy') {
    const name = nameOfHeld(document, asking)
    const onCopied = (words: string, link: Toast['link']) => (onClose(), tell({ words, link }))
    return (
      <Modal title={`Copy ${name} to another list`} onClose={onClose}>
        <LoadedPart load={loadCopy} given={{ from: article.id, entries: asking.entries, name, save: keeper.save, onCopied, onClose }} />
      </Modal>
    )
  }
  if (asking?.is === 'removed')
    return (
      <Modal title="Removed entries" look="listing" onClose={onClose}>
        <LoadedPart load={loadRemoved} given={{ save: keeper.save, onClose }} />
      </Modal>
    )
  if (asking?.is === 'links')
    return (
      <Modal title="Share a preview" look="listing" onClose={onClose}>
        <LoadedPart load={loadLinks} given={{ articleId: article.id, onClose }} />
      </Modal>
    )
  return null
}

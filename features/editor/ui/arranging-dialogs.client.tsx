'use client'

import { useEffect } from 'react'
import { nameOfHeld, type Place } from '../document/places'
import type { DraftKeeper } from './draft-keeper.client'
import { useEditor } from './editor-context.client'
import { LoadedPart } from '@/ui/loaded-part.client'
import { Modal } from '@/ui/modal.client'
import type { Toast } from './use-arranging.client'

const loadMove = async () => (await import('./move-dialog.client')).MoveDialog
const loadCopy = async () => (await import('./copy-dialog.client')).CopyDialog
const loadRemoved = async () => (await import('./removed-entries.client')).RemovedEntries
const loadTable = async () => (await import('./entries-table.client')).EntriesTable
const loadLinks = async () => (await import('./preview-links.client')).PreviewLinks

/** Pause in writing after which the dialog that moves is loaded. */
const loadMoveAfterMs = 5000

type Props = { keeper: DraftKeeper; tell: (toast: Toast) => void }

/** The dialog that is open, of those that the outline and the panels beside it ask for. */
export function ArrangingDialogs({ keeper, tell }: Props) {
  const { article, document, arrange } = useEditor()
  const { asking } = arrange
  const onClose = () => arrange.ask(null)
  // Who writes on without a network has it all the same.
  useEffect(() => {
    const timer = setTimeout(() => void loadMove().catch(() => {}), loadMoveAfterMs)
    return () => clearTimeout(timer)
  }, [document])
  if (asking?.is === 'move') {
    const { held } = asking
    return (
      <Modal title={`Move ${nameOfHeld(document, held)} to…`} look="move" onClose={onClose}>
        <LoadedPart load={loadMove} given={{ document, held, onMove: (place: Place) => arrange.moveTo(held, place), onClose }} />
      </Modal>
    )
  }
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
  if (asking?.is === 'table')
    return (
      <Modal title="All entries" look="table" onClose={onClose}>
        <LoadedPart load={loadTable} given={{ onClose }} />
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

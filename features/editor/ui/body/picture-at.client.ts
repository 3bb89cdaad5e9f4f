'use client'

import type { EditorState } from '@codemirror/state'
import { pictureIdOf } from '@/features/media/document/text-pictures'
import { bareAddress, type PictureSource } from '../../document/pictures'
import { live } from './live.client'

/** The picture of this site that begins at a place, as it is written. */
export function pictureAt(state: EditorState, at: number): (PictureSource & { from: number; to: number }) | null {
  let node = state.field(live).tree.resolveInner(at, 1)
  while (node.name !== 'Image' && node.parent) node = node.parent
  const [address, end, title] = [node.getChild('URL'), node.getChildren('LinkMark')[1], node.getChild('LinkTitle')]
  const text = (from: number, to: number) => state.sliceDoc(from, to)
  const id = address ? pictureIdOf(bareAddress(text(address.from, address.to))) : null
  if (node.name !== 'Image' || !end || id === null) return null
  return { from: node.from, to: node.to, id, alt: text(node.from + 2, end.from), title: title ? text(title.from, title.to) : '' }
}

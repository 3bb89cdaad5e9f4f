'use client'

import { useEffect, useState } from 'react'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
const isField = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

type Page = Pick<Document, 'addEventListener' | 'removeEventListener' | 'querySelector'>
type Taking = { onFiles: (files: File[]) => void; onOver: (isOver: boolean) => void }

/** Takes what is dropped on a page or pasted there, until the answer is called. An open dialog is in front of the page: what is dropped on it is nobody's, and does not lead away from the page either. */
export function takeFilesOf(page: Page, { onFiles, onOver }: Taking): () => void {
  const isBehind = () => page.querySelector('dialog[open]') !== null
  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    if (isBehind()) event.dataTransfer!.dropEffect = 'none'
    else onOver(true)
  }
  const leave = (event: DragEvent) => {
    // Into nothing: out of the window. Into another element: still on the page.
    if (event.relatedTarget === null) onOver(false)
  }
  const drop = (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    onOver(false)
    if (!isBehind()) onFiles([...(event.dataTransfer?.files ?? [])])
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0 || isField(event.target) || isBehind()) return
    event.preventDefault()
    onFiles(files)
  }
  page.addEventListener('dragover', over)
  page.addEventListener('dragleave', leave)
  page.addEventListener('drop', drop)
  page.addEventListener('paste', paste)
  return () => {
    page.removeEventListener('dragover', over)
    page.removeEventListener('dragleave', leave)
    page.removeEventListener('drop', drop)
    page.removeEventListener('paste', paste)
  }
}

/** Files that are dropped on the page, or pasted where nothing is typed. True while some are held over it. `off`: the page takes none. */
export function useFilesOfPage(onFiles: (files: File[]) => void, { off = false } = {}): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => (off ? undefined : takeFilesOf(document, { onFiles, onOver: setIsOver })), [onFiles, off])
  return isOver
}

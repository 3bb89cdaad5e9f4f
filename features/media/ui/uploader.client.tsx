'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { ChooseFiles } from './choose-files.client'
import { limitWords } from './send-file.client'
import { UploadRows } from './upload-rows.client'
import { useUploads } from './use-uploads.client'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
const isField = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

/** Files that are dropped on the page, or pasted where nothing is typed. */
function useFilesOfPage(onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      // Into nothing: out of the window. Into another element: still on the page.
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      onFiles([...(event.dataTransfer?.files ?? [])])
    }
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0 || isField(event.target) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      onFiles(files)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [onFiles])
  return isOver
}

/** Sends pictures: chosen, photographed, dropped on the page or pasted. The page shows them as soon as the site has them. */
export function Uploader() {
  const router = useRouter()
  const { uploads, add, addAddress, cancel, tryAgain } = useUploads(() => router.refresh())
  const isOver = useFilesOfPage(add)
  const done = uploads.filter(({ state }) => state === 'done').length
  return (
    <WhenReady>
      <div className="uploader">
        <div className="row">
          <ChooseFiles label="Upload" many onFiles={add} />
          <ChooseFiles label="Take a photograph" camera onFiles={add} />
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const field = event.currentTarget.elements.namedItem('address') as HTMLInputElement
              addAddress(field.value.trim())
              field.value = ''
            }}
          >
            <input
              name="address"
              type="url"
              required
              pattern="https://.*"
              maxLength={2000}
              aria-label="Address of a picture"
              placeholder="https://…"
              title="It begins with https://"
            />
            <button className="btn small">Fetch</button>
          </form>
        </div>
        <p className="hint">
          {limitWords} <span className="by-hand">Drop them anywhere on this page, or paste one.</span>
        </p>
        <UploadRows uploads={uploads} onCancel={cancel} onTryAgain={tryAgain} />
        <p className="vh">
          <output>{done === 0 ? '' : done === 1 ? 'One picture was added' : `${done} pictures were added`}</output>
        </p>
      </div>
      {isOver ? (
        <div className="drop-here" aria-hidden="true">
          <p>Let go to add the pictures</p>
        </div>
      ) : null}
    </WhenReady>
  )
}

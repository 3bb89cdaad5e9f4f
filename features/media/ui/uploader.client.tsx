'use client'

import { useRouter } from 'next/navigation'
import { WhenReady } from '@/ui/when-ready.client'
import { ChooseFiles } from './choose-files.client'
import { DropHere } from './drop-here.client'
import { limitWords } from './send-file.client'
import { UploadRows } from './upload-rows.client'
import { useFilesOfPage } from './use-files-of-page.client'
import { useUploads } from './use-uploads.client'

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
      {isOver ? <DropHere words="Let go to add the pictures" /> : null}
    </WhenReady>
  )
}

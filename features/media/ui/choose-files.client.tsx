'use client'

import { useRef } from 'react'

type ChooseProps = { label: string; many?: boolean; camera?: boolean; primary?: boolean; onFiles: (files: File[]) => void }

/** A button that opens the browser’s own choice of files, or the camera of a phone. */
export function ChooseFiles({ label, many = false, camera = false, primary = !camera, onFiles }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className={['btn', primary ? 'primary' : '', camera ? 'camera' : ''].filter(Boolean).join(' ')}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple={many}
        capture={camera ? 'environment' : undefined}
        hidden
        aria-label={label}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          // The same file may be chosen once more.
          target.value = ''
        }}
      />
    </>
  )
}

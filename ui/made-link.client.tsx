'use client'

import { useEffect, useRef, useState } from 'react'
import { copyText } from './copy-text.client'

/** The address of a secret link that was just made, chosen to be copied: nobody can be told it again. `label`: for whom it is. */
export function MadeLink({ address, label }: { address: string; label: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  useEffect(() => input.current?.select(), [])
  const copy = async () => {
    input.current?.select()
    setSaid((await copyText(address)) ? 'Copied' : 'Copy it with the keys: Ctrl C')
  }
  return (
    <div className="made-link">
      <label htmlFor="made-link">The address for {label}</label>
      <div>
        <input ref={input} id="made-link" readOnly value={address} onFocus={(event) => event.target.select()} aria-describedby="made-link-hint" />
        <button type="button" className="btn" onClick={() => void copy()}>
          Copy
        </button>
      </div>
      <p className="hint" id="made-link-hint">
        It is shown only now, because the site does not keep it: send it before you close this. <output>{said}</output>
      </p>
    </div>
  )
}

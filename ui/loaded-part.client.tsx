'use client'

import { useEffect, useState, type ComponentType } from 'react'

type Props<P> = { load: () => Promise<ComponentType<P>>; given: P }

/** A part of a page whose script comes when it is first asked for: whoever only writes need not wait for it. */
export function LoadedPart<P extends { onClose: () => void }>({ load, given }: Props<P>) {
  const [state, setState] = useState<{ Part: ComponentType<P> | null; failed: boolean }>({ Part: null, failed: false })
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let current = true
    load().then(
      (Part) => current && setState({ Part, failed: false }),
      () => current && setState({ Part: null, failed: true }),
    )
    return () => void (current = false)
  }, [load, tries])
  const { Part, failed } = state
  const { onClose } = given
  if (Part) return <Part {...given} />
  if (!failed) return <p className="soft">One moment…</p>
  return (
    <>
      <p className="error" role="alert">
        This part of the page could not be loaded: the site cannot be reached.
      </p>
      <p className="row">
        <button type="button" className="btn" onClick={() => setTries(tries + 1)}>
          Try again
        </button>
        <button type="button" className="btn" onClick={onClose}>
          Close
        </button>
      </p>
    </>
  )
}

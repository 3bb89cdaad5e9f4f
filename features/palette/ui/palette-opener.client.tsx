'use client'

import { useCallback, useEffect, useState } from 'react'
import { LoadedPart } from '@/ui/loaded-part.client'
import { useReady } from '@/ui/when-ready.client'

const asked = 'lightstick:palette'
type What = 'palette' | 'keys'

const loads = {
  palette: async () => (await import('./palette.client')).Palette,
  keys: async () => (await import('./shortcuts.client')).Shortcuts,
}

/** Opens the palette by Ctrl K, and the sheet of shortcuts by Ctrl /, or by ? where nobody writes; their scripts come when they are first opened. */
export function PaletteOpener() {
  const [shown, setShown] = useState<What | null>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // In a body Ctrl K makes a link, and says so by preventing what else it would do.
      if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector('dialog[open]')) return
      const control = event.ctrlKey || event.metaKey
      if (control && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setShown('palette')
      } else if (control && event.key === '/') {
        // Some keyboards have the sign above another one, so Shift may be held.
        event.preventDefault()
        setShown('keys')
      } else if (!control && event.key === '?' && !(event.target as HTMLElement).closest?.('input, textarea, select, [contenteditable]')) {
        event.preventDefault()
        setShown('keys')
      }
    }
    const onAsked = () => setShown('palette')
    window.addEventListener('keydown', onKey)
    window.addEventListener(asked, onAsked)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener(asked, onAsked)
    }
  }, [])
  const onClose = useCallback(() => setShown(null), [])
  const onKeys = useCallback(() => setShown('keys'), [])
  if (shown === null) return null
  return shown === 'palette' ? (
    <LoadedPart key="palette" load={loads.palette} given={{ onClose, onKeys }} />
  ) : (
    <LoadedPart key="keys" load={loads.keys} given={{ onClose }} />
  )
}

/** The button for whoever does not know the key. */
export function PaletteButton() {
  const isReady = useReady()
  return (
    <button
      type="button"
      className="palette-button"
      disabled={!isReady}
      aria-keyshortcuts="Control+K"
      title="Go to… (Ctrl K)"
      onClick={() => window.dispatchEvent(new Event(asked))}
    >
      Go to…
    </button>
  )
}

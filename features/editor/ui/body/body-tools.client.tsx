'use client'

import { useEffect, useRef } from 'react'
import type { EditorView } from '@codemirror/view'
import { setLines } from './lines.client'
import { LinkField } from './link-field.client'
import { isOn, linkAt, toggle } from './marks.client'

/** What the tools show of the caret. `at`: where they float, from the corner of the field; null when nothing is chosen. */
export type ToolState = { bold: boolean; italic: boolean; spoiler: boolean; link: string | null; at: { x: number; y: number; isBelow: boolean } | null }

const widthOfTools = 290
const heightOfTools = 44

export function toolStateOf(view: EditorView): ToolState {
  const { state } = view
  const { main } = state.selection
  const { address, reach } = linkAt(state)
  const isLink = address !== '' && main.from >= reach.from && main.to <= reach.to
  return { bold: isOn(state, 'bold'), italic: isOn(state, 'italic'), spoiler: isOn(state, 'spoiler'), link: isLink ? address : null, at: null }
}

/** 8 px over what is chosen, or below it where there is no room. */
export function placeOfTools(view: EditorView, { from, to }: { from: number; to: number }): ToolState['at'] {
  const [start, end, box] = [view.coordsAtPos(from, 1), view.coordsAtPos(to, -1), view.dom.getBoundingClientRect()]
  if (!start || !end) return null
  const top = view.dom.closest('.canvas')?.getBoundingClientRect().top ?? 0
  const isBelow = start.top - heightOfTools - 8 < top
  const middle = start.top === end.top ? (start.left + end.left) / 2 : end.left
  const x = Math.max(0, Math.min(middle - box.left - widthOfTools / 2, box.width - widthOfTools))
  return { x, y: isBelow ? end.bottom - box.top + 8 : start.top - box.top - heightOfTools - 8, isBelow }
}

type Props = {
  label: string
  isLine: boolean
  view: () => EditorView | null
  now: ToolState
  linking: boolean
  onLinking: (isOn: boolean) => void
  onDone: () => void
}

/** Over what is chosen; on a phone in the place of the tabs while one writes. */
export function BodyTools({ label, isLine, view, now, linking, onLinking, onDone }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  const at = now.at
  // No style attribute: the policy lets styles of scripts in.
  useEffect(() => {
    bar.current?.style.setProperty('--x', `${at?.x ?? 0}px`)
    bar.current?.style.setProperty('--y', `${at?.y ?? 0}px`)
  }, [at?.x, at?.y])
  const run = (command: (target: EditorView) => boolean) => () => {
    const target = view()
    if (!target) return
    command(target)
    target.focus()
  }
  return (
    <div ref={bar} className="body-tools" data-floats={at !== null || linking || undefined}>
      {linking ? (
        <LinkField label={label} view={view} onClose={() => onLinking(false)} />
      ) : (
        // A press leaves the focus in the words.
        // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons take the focus
        <div className="tool" role="toolbar" aria-label={`Formatting of ${label}`} onMouseDown={(event) => event.preventDefault()}>
          <button
            type="button"
            aria-label="Bold"
            className="bold"
            aria-pressed={now.bold}
            aria-keyshortcuts="Control+B"
            title="Bold (Ctrl+B)"
            onClick={run(toggle('bold'))}
          >
            B
          </button>
          <button
            type="button"
            aria-label="Italic"
            className="italic"
            aria-pressed={now.italic}
            aria-keyshortcuts="Control+I"
            title="Italic (Ctrl+I)"
            onClick={run(toggle('italic'))}
          >
            I
          </button>
          <button
            type="button"
            aria-label="Link"
            aria-pressed={now.link !== null}
            aria-keyshortcuts="Control+K"
            title="Link (Ctrl+K)"
            onClick={() => onLinking(true)}
          >
            Link
          </button>
          {isLine ? null : (
            <>
              <button type="button" aria-label="Quote" title="Quote" onClick={run(setLines('> '))}>
                ”
              </button>
              <button type="button" aria-label="List" title="List" onClick={run(setLines('- '))}>
                •
              </button>
              <button type="button" aria-label="1. Numbered list" title="Numbered list" onClick={run(setLines('1. '))}>
                1.
              </button>
              <button
                type="button"
                aria-label="Spoiler"
                aria-pressed={now.spoiler}
                aria-keyshortcuts="Control+Shift+X"
                title="Spoiler (Ctrl+Shift+X)"
                onClick={run(toggle('spoiler'))}
              >
                ||
              </button>
            </>
          )}
          <button type="button" className="done-writing" onClick={onDone}>
            Done
          </button>
        </div>
      )}
    </div>
  )
}

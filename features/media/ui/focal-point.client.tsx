'use client'

import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { Picture } from '../picture'
import { PictureImage } from '@/ui/picture-image'

type Focus = Picture['focus']
type Props = { picture: Picture; focus: Focus; disabled: boolean; onChange: (focus: Focus) => void }

const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000
const steps: Record<string, [x: number, y: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const [step, farStep] = [0.01, 0.1]
export const percentOf = (value: number): number => Math.round(value * 1000) / 10

/** The shapes that pictures are cut to on readers’ pages: wide, as a cover, tall. */
const cuts = ['wide', 'usual', 'tall'] as const

/** The whole picture, with the point that stays in sight: it is set by pressing, by dragging or by the arrow keys. Below it what becomes of it. */
export function FocalPoint({ picture, focus, disabled, onChange }: Props) {
  const mark = useRef<HTMLSpanElement>(null)
  const shown = useRef<HTMLDivElement>(null)
  // The page's policy lets no HTML set a style; a script may.
  useEffect(() => {
    if (mark.current) Object.assign(mark.current.style, { left: `${percentOf(focus.x)}%`, top: `${percentOf(focus.y)}%` })
    for (const image of shown.current?.querySelectorAll('img') ?? []) image.style.objectPosition = `${percentOf(focus.x)}% ${percentOf(focus.y)}%`
  }, [focus.x, focus.y])
  const setAt = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    onChange({ x: share((clientX - left) / width), y: share((clientY - top) / height) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const way = steps[event.key]
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const by = event.shiftKey ? farStep : step
    onChange({ x: share(focus.x + way[0] * by), y: share(focus.y + way[1] * by) })
  }
  const words = `${Math.round(focus.x * 100)} % from the left, ${Math.round(focus.y * 100)} % from the top`
  return (
    <>
      <button
        type="button"
        className="focal"
        disabled={disabled}
        aria-label="What stays in sight when it is cut"
        aria-describedby="focal-now focal-hint"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setAt(event)
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && setAt(event)}
        onKeyDown={onKeyDown}
      >
        <PictureImage picture={picture} sizes="(max-width: 60rem) 92vw, 36rem" alt="" eager />
        <span ref={mark} className="focal-mark" />
      </button>
      <div className="cuts">
        <div ref={shown}>
          {cuts.map((cut) => (
            <span key={cut} className={`cut ${cut}`}>
              <PictureImage picture={picture} sizes="8rem" alt="" />
            </span>
          ))}
        </div>
        <p className="hint" id="focal-hint">
          The circle stays in sight in every cut. Press where it belongs, or move it with the arrow keys (Shift: farther).
        </p>
        <output className="vh" id="focal-now">
          {words}
        </output>
      </div>
    </>
  )
}

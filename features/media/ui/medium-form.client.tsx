'use client'

import { useRef, useState, type FormEvent } from 'react'
import { FormError } from '@/ui/form-error'
import { KeptOffer, useKeptForm } from '@/ui/kept-form.client'
import { FieldError, unreachableWords, useSharedFields } from '@/ui/shared-fields.client'
import { Toast } from '@/ui/toast.client'
import { useUnsaved } from '@/ui/unsaved.client'
import { WhenReady } from '@/ui/when-ready.client'
import { changeMediumAction } from '../actions'
import type { Medium } from '../queries/media'
import { mediaLimits } from '../limits'
import { FocalPoint, percentOf } from './focal-point.client'

type Words = { alt: string; decorative: boolean; credit: string; focus: { x: number; y: number } }
type Key = keyof Words
export type ShownMedium = Pick<Medium, 'id' | 'alt' | 'decorative' | 'credit' | 'picture' | 'mayChange'>

const middle = { x: 0.5, y: 0.5 }
const wordsOf = ({ alt, decorative, credit, picture }: ShownMedium): Words => ({ alt, decorative, credit, focus: picture?.focus ?? middle })

/** The words of a medium and what stays of it, as `writer` (an account's id) types them. Without scripts it is sent as a form; what is typed before they run stays. */
export function MediumForm({ medium, writer }: { medium: ShownMedium; writer: string }) {
  const { id, picture, mayChange } = medium
  const form = useRef<HTMLFormElement>(null)
  const { base, setBase, theirs, errors, refuse, accept, settle: settleField } = useSharedFields(() => wordsOf(medium))
  const [focus, setFocus] = useState(base.focus)
  const [said, setSaid] = useState<{ words: string } | null>(null)
  /** What is typed and not saved yet. */
  const [unsaved, setUnsaved] = useState<Words | null>(null)
  useUnsaved(unsaved !== null)
  const kept = useKeptForm(`lightstick:form:${writer}:media/${id}`, unsaved && { words: unsaved, base })
  // Another picture is in its place: its words stay, also those that are typed, but not the point that belonged to the old one.
  const [src, setSrc] = useState(picture?.src)
  if (picture && picture.src !== src) {
    setSrc(picture.src)
    setFocus(picture.focus)
    setBase((before) => ({ ...before, focus: picture.focus }))
  }
  const touches = useRef(0)
  const touch = (at = focus) => {
    touches.current++
    setUnsaved({ ...typed(), focus: at })
    setSaid(null)
  }
  const move = (to: Words['focus']) => {
    setFocus(to)
    touch(to)
  }
  const takeKept = () => {
    if (!kept.offered) return
    kept.take()
    setBase(kept.offered.base)
    show(kept.offered.words)
    touch(kept.offered.words.focus)
  }
  const field = (name: string) => form.current?.elements.namedItem(name) as HTMLInputElement
  const show = ({ alt, credit, decorative, focus: at }: Partial<Words>) => {
    if (alt !== undefined) field('alt').value = alt
    if (credit !== undefined) field('credit').value = credit
    if (decorative !== undefined) field('decorative').checked = decorative
    if (at) setFocus(at)
  }
  const typed = () => ({ alt: field('alt').value.trim(), decorative: field('decorative').checked, credit: field('credit').value.trim() })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const mine: Words = { ...typed(), focus }
    const turn = touches.current
    const answer = await changeMediumAction({ id, ...mine, base }).catch(() => null)
    if (!answer) return refuse({ form: unreachableWords })
    if (!answer.ok) return refuse(answer.error.fields ?? { form: answer.error.message }, (answer.error.data as { stored: Words } | undefined)?.stored)
    const stored = wordsOf(answer.value)
    const isOthers = stored.alt !== mine.alt || stored.credit !== mine.credit || stored.decorative !== mine.decorative
    setBase(stored)
    // What was typed or moved while it was saved stays.
    const now = typed()
    show(Object.fromEntries(Object.entries(now).flatMap(([key, value]) => (value === mine[key as Key] ? [[key, stored[key as Key]]] : []))))
    setFocus((point) => (point === mine.focus ? stored.focus : point))
    accept()
    if (touches.current === turn) {
      kept.forget()
      setUnsaved(null)
    }
    setSaid({ words: isOthers ? 'Saved. Somebody else had changed other words of it, which you see here now.' : 'Saved' })
  }
  const settle = (key: Key, takes: boolean) => {
    settleField(key)
    if (takes) show({ [key]: theirs[key] })
  }
  const message = (key: Key) => <FieldError id={`${key}-error`} words={errors[key]} onSettle={key in theirs ? (takes) => settle(key, takes) : undefined} />
  const told = (key: Key) => ({ 'aria-invalid': errors[key] ? true : undefined, 'aria-describedby': errors[key] ? `${key}-error` : undefined })
  return (
    <>
      <KeptOffer shown={kept.offered !== null && mayChange} onTake={takeKept} onForget={kept.throwAway} />
      <form ref={form} className="medium-form" action={`/api/studio/media/${id}`} method="post" onSubmit={save} onInput={() => touch()}>
        <input type="hidden" name="base" value={JSON.stringify(base)} />
        <div className="medium-picture">
          {picture ? (
            <WhenReady>
              <FocalPoint picture={picture} focus={focus} disabled={!mayChange} onChange={move} />
            </WhenReady>
          ) : (
            <p className="empty">Of this picture only its name in files is known. Replace it to give it one.</p>
          )}
        </div>
        <fieldset className="medium-words" disabled={!mayChange}>
          {mayChange ? null : <p className="notice">Somebody else added this picture: they change it, or an editor does.</p>}
          <div className={errors.alt ? 'field bad' : 'field'}>
            <label htmlFor="alt">
              What is to be seen <span className="soft">alt text</span>
            </label>
            <textarea id="alt" name="alt" defaultValue={base.alt} maxLength={mediaLimits.alt} {...told('alt')} />
            {message('alt')}
          </div>
          <div>
            <p className="check">
              <input id="decorative" name="decorative" type="checkbox" defaultChecked={base.decorative} {...told('decorative')} />
              <label htmlFor="decorative">Decoration only, say nothing</label>
            </p>
            {message('decorative')}
          </div>
          <div className={errors.credit ? 'field bad' : 'field'}>
            <label htmlFor="credit">Credit</label>
            <input id="credit" name="credit" defaultValue={base.credit} maxLength={mediaLimits.credit} placeholder="Photo: …" {...told('credit')} />
            {message('credit')}
          </div>
          {picture ? (
            <div>
              <div className="pair">
                {(['x', 'y'] as const).map((side) => (
                  <div key={side} className="field">
                    <label htmlFor={`focus-${side}`}>{side === 'x' ? 'From the left, %' : 'From the top, %'}</label>
                    <input
                      id={`focus-${side}`}
                      name={side}
                      type="number"
                      min="0"
                      max="100"
                      step="0.1"
                      value={percentOf(focus[side])}
                      onChange={({ target }) =>
                        Number.isFinite(target.valueAsNumber) && move({ ...focus, [side]: Math.min(100, Math.max(0, target.valueAsNumber)) / 100 })
                      }
                    />
                  </div>
                ))}
              </div>
              {message('focus')}
            </div>
          ) : (
            <>
              <input type="hidden" name="x" value="50" />
              <input type="hidden" name="y" value="50" />
            </>
          )}
          <FormError words={errors.form} />
          {mayChange ? (
            <p className="row">
              <button className="btn primary">Save</button>
            </p>
          ) : null}
        </fieldset>
        {said ? <Toast words={said.words} of={said} onClose={() => setSaid(null)} /> : null}
      </form>
    </>
  )
}

'use client'

import { useId, useState } from 'react'
import { FormError } from '@/ui/form-error'
import { useUnsaved } from '@/ui/unsaved.client'
import { changeMediumAction } from '../actions'
import { mediaLimits } from '../limits'
import type { Medium } from '../queries/media'

type Props = { medium: Pick<Medium, 'id'> & Partial<Pick<Medium, 'alt' | 'decorative' | 'credit'>>; onSaved: (medium: Medium) => void }

/** What is said of a chosen picture, where it was chosen: open while nothing is. It belongs to the picture, wherever that is shown, and is saved apart. */
export function PictureWords({ medium, onSaved }: Props) {
  const id = useId()
  const stored = { alt: medium.alt ?? '', decorative: medium.decorative ?? false, credit: medium.credit ?? '' }
  const [words, setWords] = useState(stored)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const isTyped = words.alt !== stored.alt || words.decorative !== stored.decorative || words.credit !== stored.credit
  useUnsaved(isTyped)
  const set = (patch: Partial<typeof words>) => {
    setSaid('')
    setWords({ ...words, ...patch })
  }
  const save = async () => {
    setBusy(true)
    const answer = await changeMediumAction({ id: medium.id, ...words, base: stored }).catch(() => null)
    setBusy(false)
    if (!answer) return setErrors({ form: 'The site cannot be reached: these words are not kept yet' })
    if (!answer.ok) return setErrors(answer.error.fields ?? { form: answer.error.message })
    setErrors({})
    const { alt, decorative, credit } = answer.value
    setWords({ alt, decorative, credit })
    setSaid('These words are kept')
    onSaved(answer.value)
  }
  const told = (key: string) => ({ 'aria-invalid': errors[key] ? true : undefined, 'aria-describedby': errors[key] ? `${id}-${key}-error` : undefined })
  const message = (key: string) =>
    errors[key] ? (
      <p className="error" id={`${id}-${key}-error`}>
        {errors[key]}
      </p>
    ) : null
  return (
    <details className="picture-words" open={(stored.alt === '' && !stored.decorative) || undefined}>
      <summary>{stored.alt || (stored.decorative ? 'Decoration only' : 'It has no alt text yet')}</summary>
      <div className="field">
        <label htmlFor={`${id}-alt`}>
          What is to be seen <span className="soft">alt text</span>
        </label>
        <textarea
          id={`${id}-alt`}
          rows={2}
          maxLength={mediaLimits.alt}
          value={words.alt}
          {...told('alt')}
          onChange={({ target }) => set({ alt: target.value })}
        />
        {message('alt')}
      </div>
      <p className="check">
        <input id={`${id}-decorative`} type="checkbox" checked={words.decorative} onChange={({ target }) => set({ decorative: target.checked })} />
        <label htmlFor={`${id}-decorative`}>Decoration only, say nothing</label>
      </p>
      <div className="field">
        <label htmlFor={`${id}-credit`}>Credit</label>
        <input
          id={`${id}-credit`}
          maxLength={mediaLimits.credit}
          placeholder="Photo: …"
          value={words.credit}
          {...told('credit')}
          onChange={({ target }) => set({ credit: target.value })}
        />
        {message('credit')}
      </div>
      <FormError words={errors.form} />
      <p className="row">
        <button type="button" className="btn small" disabled={busy || !isTyped} onClick={() => void save()}>
          Keep these words
        </button>
        <output className="soft">{said}</output>
      </p>
    </details>
  )
}

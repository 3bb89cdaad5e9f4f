'use client'

import type { ReactNode } from 'react'
import { FormError } from '@/ui/form-error'
import { KeptOffer } from '@/ui/kept-form.client'
import { FieldError } from '@/ui/shared-fields.client'
import { WhenReady } from '@/ui/when-ready.client'
import type { SiteField } from '../schema'
import type { useSiteForm } from './use-site-form.client'

type Of<K extends SiteField> = ReturnType<typeof useSiteForm<K>>

const described = (...ids: (string | false | undefined)[]) => ids.filter(Boolean).join(' ') || undefined

type RowProps<K extends SiteField> = {
  form: Of<K>
  field: K
  id: string
  label: string
  hint: ReactNode
  children: (told: { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }) => ReactNode
}

/** A setting: what it is and does, and its field with what is wrong with it. */
export function Row<K extends SiteField>({ form, field, id, label, hint, children }: RowProps<K>) {
  const error = form.errors[field]
  const own = `${id}-${field}`
  const told = { id: own, 'aria-invalid': error ? (true as const) : undefined, 'aria-describedby': described(`${own}-hint`, error && `${own}-error`) }
  return (
    <div className={error ? 'setting-row field bad' : 'setting-row field'}>
      <div>
        {field === 'links' ? (
          <p className="label" id={`${own}-label`}>
            {label}
          </p>
        ) : (
          <label htmlFor={own}>{label}</label>
        )}
        <p className="hint" id={`${own}-hint`}>
          {hint}
        </p>
      </div>
      <div>
        {children(told)}
        <FieldError id={`${own}-error`} words={error} onSettle={field in form.theirs ? (isTheirs) => form.settle(field, isTheirs) : undefined} />
      </div>
    </div>
  )
}

export function Frame<K extends SiteField>({ form, name, children }: { form: Of<K>; name: string; children: ReactNode }) {
  return (
    <WhenReady>
      <KeptOffer {...form.offer} />
      <form className="settings-form" onSubmit={(event) => void form.save(event)} aria-labelledby={name} noValidate>
        {children}
        <div className="settings-end">
          <button className={form.isDirty ? 'btn primary' : 'btn'} aria-disabled={form.isBusy || undefined}>
            Save
          </button>
          <FormError words={form.errors.form} />
          <output>{form.said}</output>
        </div>
      </form>
    </WhenReady>
  )
}

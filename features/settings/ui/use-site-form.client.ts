'use client'

import { useState, type FormEvent } from 'react'
import { useKeptForm } from '@/ui/kept-form.client'
import { unreachableWords, useNow, useSharedFields } from '@/ui/shared-fields.client'
import { useUnsaved } from '@/ui/unsaved.client'
import { saveSiteAction } from '../actions'
import type { SiteField, SiteForm } from '../schema'
import { baseSince, same, typedSince } from './typed-since.client'

/** What is wrong: `links.0.href` for a part of a field. */
function errorsOf(fields: Record<string, string> | undefined, data: unknown): Record<string, string> {
  const issues = Array.isArray(data) ? (data as { path: PropertyKey[]; message: string }[]) : []
  const found = issues.map(({ path, message }) => [path.filter((part) => part !== 'values').join('.'), message])
  return found.length > 0 ? Object.fromEntries(found) : (fields ?? {})
}

/**
 * A form of some fields of the site: only those that its writer changed are sent, with what they saw. What another admin saved meanwhile comes in beside it, or is asked
 * about where both changed the same.
 */
export function useSiteForm<K extends SiteField>(name: string, writer: string, start: Pick<SiteForm, K>) {
  const [values, setValues] = useState(start)
  const { base, setBase, theirs, errors, refuse, accept, settle: settleField } = useSharedFields(start)
  const [said, setSaid] = useState('')
  const [isBusy, setBusy] = useState(false)
  const keys = Object.keys(start) as K[]
  const changed = keys.filter((key) => !same(values[key], base[key]))
  const isDirty = changed.length > 0
  useUnsaved(isDirty)
  const kept = useKeptForm(`lightstick:form:${writer}:settings:${name}`, isDirty ? { values, base } : null)
  const set = (patch: Partial<Pick<SiteForm, K>>) => {
    setSaid('')
    setValues((before) => ({ ...before, ...patch }))
  }
  const now = useNow(values)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (!isDirty) return setSaid('Nothing has changed.')
    setBusy(true)
    const only = Object.fromEntries(changed.map((key) => [key, values[key]]))
    const answer = await saveSiteAction({ values: only, base: Object.fromEntries(changed.map((key) => [key, base[key]])) }).catch(() => null)
    setBusy(false)
    setSaid('')
    if (!answer) return refuse({ form: unreachableWords })
    if (!answer.ok) {
      const { fields, data, message } = answer.error
      const others = answer.error.code === 'conflict' ? (data as { stored: typeof theirs }).stored : undefined
      return refuse({ ...errorsOf(fields, data), form: message }, others)
    }
    accept()
    const stored = Object.fromEntries(keys.map((key) => [key, answer.value.stored[key]])) as Pick<SiteForm, K>
    const isTogether = keys.some((key) => !changed.includes(key) && !same(stored[key], base[key]))
    // What was typed while the answer was on its way stays, and is unsaved: over what its writer saw.
    setBase(baseSince({ sent: values, now: now.current, stored, base, changed }))
    setValues((shown) => typedSince(values, shown, stored))
    setSaid(isTogether ? 'Saved. Another admin changed something here meanwhile: it is in the form now.' : 'Saved. Readers have it now.')
  }
  const settle = (key: K, isTheirs: boolean) => {
    settleField(key)
    if (isTheirs) setValues((before) => ({ ...before, [key]: theirs[key] }))
  }
  const offer = {
    shown: kept.offered !== null,
    onTake: () => {
      if (!kept.offered) return
      setValues({ ...start, ...kept.offered.values })
      setBase({ ...start, ...kept.offered.base })
      kept.take()
    },
    onForget: kept.throwAway,
  }
  return { values, set, save, errors, theirs, settle, said, isBusy, isDirty, offer }
}

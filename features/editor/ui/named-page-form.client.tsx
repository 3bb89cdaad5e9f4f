'use client'

import { useId, useState, type FormEvent } from 'react'
import { FormError } from '@/ui/form-error'
import { KeptOffer, useKeptForm } from '@/ui/kept-form.client'
import { FieldError, unreachableWords, useNow, useSharedFields } from '@/ui/shared-fields.client'
import { useUnsaved } from '@/ui/unsaved.client'
import { savedWords } from '@/features/records/schema'
import { slugify } from '@/platform/text/slugify'
import { WhenReady } from '@/ui/when-ready.client'
import { bringBackAuthorAction, bringBackSeriesAction, saveAuthorAction, saveSeriesAction } from '@/features/articles/actions'
import { SavedToast, type Saved } from '@/features/records/ui/saved-toast.client'

type Values = { id: string | null; slug: string; name: string; words: string; accountId: string | null }
/** `writer`: whose words are kept in this browser until they are saved. */
type Props = { of: 'series' | 'author'; writer: string; values: Values; accounts?: { id: string; name: string }[] }

const labels = { series: { name: 'Title', words: 'Description' }, author: { name: 'Name', words: 'About the author' } } as const
const fieldOf: Record<string, keyof Values> = { title: 'name', description: 'words', bio: 'words', name: 'name', slug: 'slug', accountId: 'accountId' }
/** What is stored of a series or an author, as the form has it. */
const valuesOf = (stored: Readonly<Record<string, string | null>>) =>
  Object.fromEntries(Object.entries(stored).flatMap(([key, value]) => (fieldOf[key] ? [[fieldOf[key], value]] : []))) as Partial<Values>

/** The form of a series or an author: name, address, description. */
export function NamedPageForm({ of, writer, values: start, accounts = [] }: Props) {
  const id = useId()
  const [values, setValues] = useState(start)
  const { base, setBase, theirs, errors, refuse, accept, settle: settleField } = useSharedFields(start)
  const [slugTyped, setSlugTyped] = useState(start.id !== null)
  const [saved, setSaved] = useState<Saved | null>(null)
  const slug = slugTyped ? values.slug : slugify(values.name)
  const set = (patch: Partial<Values>) => {
    setSaved(null)
    setValues((before) => ({ ...before, ...patch }))
  }
  const [isMade, setIsMade] = useState(false)
  const isDirty = !isMade && (values.name !== base.name || values.words !== base.words || values.slug !== base.slug || values.accountId !== base.accountId)
  useUnsaved(isDirty)
  const formOf = (one: string | null) => `lightstick:form:${writer}:${of}:${one ?? 'new'}`
  const now = useNow(values)
  const kept = useKeptForm(formOf(start.id), isDirty ? { values, base, slugTyped } : null)
  const takeKept = () => {
    if (!kept.offered) return
    setValues(kept.offered.values)
    // What it was typed over: whoever changed the same since is not written over unseen.
    setBase(kept.offered.base)
    setSlugTyped(kept.offered.slugTyped)
    kept.take()
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { id: given, name, words, accountId } = values
    const answer = await (
      of === 'series'
        ? saveSeriesAction({ id: given, slug, title: name, description: words, base: { slug: base.slug, title: base.name, description: base.words } })
        : saveAuthorAction({
            id: given,
            slug,
            name,
            bio: words,
            accountId,
            base: { slug: base.slug, name: base.name, bio: base.words, accountId: base.accountId },
          })
    ).catch(() => null)
    if (!answer) return refuse({ form: unreachableWords })
    if (!answer.ok) {
      const { fields = {}, data, message } = answer.error
      const wrong = Object.entries(fields).map(([key, said]) => [fieldOf[key] ?? key, said])
      const stored = data ? valuesOf((data as { stored: Record<string, string | null> }).stored) : undefined
      return refuse(wrong.length > 0 ? Object.fromEntries(wrong) : { form: message }, stored)
    }
    accept()
    kept.forget()
    if (given === null) {
      const made = { ...now.current, id: answer.value.id, slug }
      // The page of what was made offers what was typed since.
      if (now.current !== values) kept.leave(formOf(made.id), { values: made, base: { ...values, id: made.id, slug }, slugTyped: true })
      // Once the page knows that nothing is unsaved.
      setIsMade(true)
      setTimeout(() => location.reload())
    } else {
      const { others, revision, before } = answer.value
      const theirs = valuesOf((others ?? {}) as Record<string, string | null>)
      // What somebody else changed, and is typed over here meanwhile, is asked about when that is saved.
      const unseen = Object.fromEntries(Object.entries(theirs).filter(([key]) => now.current[key as keyof Values] === values[key as keyof Values]))
      setBase({ ...values, slug, ...unseen })
      setValues((before) => ({ ...before, ...unseen }))
      setSaved({ words: savedWords(others, null), revision, before })
    }
  }
  const settle = (key: keyof Values, takes: boolean) => {
    settleField(key)
    set(takes ? { [key]: theirs[key] } : {})
  }
  const message = (key: keyof Values) => (
    <FieldError id={`${id}-${key}-error`} words={errors[key]} onSettle={key in theirs ? (takes) => settle(key, takes) : undefined} />
  )
  const told = (key: string) => ({ 'aria-invalid': errors[key] ? true : undefined, 'aria-describedby': errors[key] ? `${id}-${key}-error` : undefined })
  return (
    <WhenReady>
      <KeptOffer shown={kept.offered !== null} onTake={takeKept} onForget={kept.throwAway} />
      <form className="form" onSubmit={save} noValidate>
        <div className={errors.name ? 'field bad' : 'field'}>
          <label htmlFor={`${id}-name`}>{labels[of].name}</label>
          <input id={`${id}-name`} value={values.name} {...told('name')} onChange={(event) => set({ name: event.target.value })} />
          {message('name')}
        </div>
        <div className={errors.slug ? 'field bad' : 'field'}>
          <label htmlFor={`${id}-slug`}>Address</label>
          <input
            id={`${id}-slug`}
            value={slug}
            {...told('slug')}
            onChange={(event) => {
              setSlugTyped(true)
              set({ slug: event.target.value.trim().toLowerCase() })
            }}
          />
          {message('slug')}
        </div>
        <div className={errors.words ? 'field bad' : 'field'}>
          <label htmlFor={`${id}-words`}>{labels[of].words}</label>
          <textarea id={`${id}-words`} value={values.words} {...told('words')} onChange={(event) => set({ words: event.target.value })} />
          {message('words')}
        </div>
        {of === 'author' && accounts.length > 0 ? (
          <div className={errors.accountId ? 'field bad' : 'field'}>
            <label htmlFor={`${id}-account`}>Account</label>
            <select
              id={`${id}-account`}
              value={values.accountId ?? ''}
              {...told('accountId')}
              onChange={(event) => set({ accountId: event.target.value || null })}
            >
              <option value="">None</option>
              {accounts.map((account) => (
                <option key={account.id} value={account.id}>
                  {account.name}
                </option>
              ))}
            </select>
            {message('accountId')}
          </div>
        ) : null}
        <FormError words={errors.form} />
        <div className="row">
          <button className="btn primary">Save</button>
        </div>
      </form>
      {saved ? (
        <SavedToast
          saved={saved}
          id={values.id}
          act={of === 'series' ? bringBackSeriesAction : bringBackAuthorAction}
          onRefused={(words) => refuse({ form: words })}
          onClose={() => setSaved(null)}
        />
      ) : null}
    </WhenReady>
  )
}

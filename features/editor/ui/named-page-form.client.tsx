'use client'

import { useId, useState, type FormEvent } from 'react'
import { slugify } from '@/platform/text/slugify'
import { WhenReady } from '@/ui/when-ready.client'
import { saveAuthorAction, saveSeriesAction } from '@/features/articles/actions'

type Values = { id: string | null; slug: string; name: string; words: string; accountId: string | null }
type Props = { of: 'series' | 'author'; values: Values; accounts?: { id: string; name: string }[] }

const labels = { series: { name: 'Title', words: 'Description' }, author: { name: 'Name', words: 'About the author' } } as const
const fieldOf: Record<string, string> = { title: 'name', description: 'words', bio: 'words' }

/** The form of a series or an author: name, address, description. */
export function NamedPageForm({ of, values: start, accounts = [] }: Props) {
  const id = useId()
  const [values, setValues] = useState(start)
  const [slugTyped, setSlugTyped] = useState(start.id !== null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [saved, setSaved] = useState('')
  const slug = slugTyped ? values.slug : slugify(values.name)
  const set = (patch: Partial<Values>) => {
    setSaved('')
    setValues((before) => ({ ...before, ...patch }))
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { id: given, name, words, accountId } = values
    const answer = await (
      of === 'series'
        ? saveSeriesAction({ id: given, slug, title: name, description: words })
        : saveAuthorAction({ id: given, slug, name, bio: words, accountId })
    ).catch(() => null)
    if (!answer) return setErrors({ form: 'The site cannot be reached: nothing was saved' })
    if (!answer.ok) {
      const fields = Object.entries(answer.error.fields ?? {}).map(([key, message]) => [fieldOf[key] ?? key, message])
      return setErrors(fields.length > 0 ? Object.fromEntries(fields) : { form: answer.error.message })
    }
    setErrors({})
    if (given === null) location.reload()
    else setSaved('Saved')
  }
  const message = (key: string) =>
    errors[key] ? (
      <p className="error" id={`${id}-${key}-error`}>
        {errors[key]}
      </p>
    ) : null
  const told = (key: string) => ({ 'aria-invalid': errors[key] ? true : undefined, 'aria-describedby': errors[key] ? `${id}-${key}-error` : undefined })
  return (
    <WhenReady>
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
        {errors.form ? (
          <p className="error" role="alert">
            {errors.form}
          </p>
        ) : null}
        <div className="row">
          <button className="btn primary">Save</button>
          <output>{saved}</output>
        </div>
      </form>
    </WhenReady>
  )
}

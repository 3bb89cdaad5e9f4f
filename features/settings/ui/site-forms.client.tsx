'use client'

import { useId, type ReactNode } from 'react'
import { FormError } from '@/ui/form-error'
import { KeptOffer } from '@/ui/kept-form.client'
import { FieldError } from '@/ui/shared-fields.client'
import { WhenReady } from '@/ui/when-ready.client'
import { commenters, commenterWords, siteLimits } from '../limits'
import type { SiteField, SiteForm } from '../schema'
import { LinkRows } from './link-rows.client'
import { useSiteForm } from './use-site-form.client'

/** `writer`: whose words are kept in this browser until they are saved. */
type Props<K extends SiteField> = { writer: string; start: Pick<SiteForm, K> }
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
function Row<K extends SiteField>({ form, field, id, label, hint, children }: RowProps<K>) {
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

function Frame<K extends SiteField>({ form, name, children }: { form: Of<K>; name: string; children: ReactNode }) {
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

type SiteKeys = 'name' | 'description' | 'tagline' | 'links'

/** `given`: the name of SITE_NAME, which counts while none is set here. */
export function SiteTextForm({ writer, start, given }: Props<SiteKeys> & { given: string }) {
  const id = useId()
  const form = useSiteForm<SiteKeys>('site', writer, start)
  const { values, set } = form
  return (
    <Frame form={form} name="the-site">
      <Row
        form={form}
        field="name"
        id={id}
        label="Name"
        hint={`At the top of every page, in feeds and mails. ${
          start.name ? `Set here; left empty it is “${given}” again,` : `Nothing is set here yet, so it is “${given}”,`
        } the name that the site got when it was installed.`}
      >
        {(told) => (
          <input
            {...told}
            value={values.name}
            maxLength={siteLimits.name}
            placeholder={given}
            autoComplete="off"
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Row>
      <Row form={form} field="description" id={id} label="Description" hint="What search engines and shared links say of the home page.">
        {(told) => (
          <textarea
            {...told}
            rows={3}
            value={values.description}
            maxLength={siteLimits.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </Row>
      <Row form={form} field="tagline" id={id} label="Last line" hint="At the end of every page, beside the links.">
        {(told) => (
          <input
            {...told}
            value={values.tagline}
            maxLength={siteLimits.tagline}
            autoComplete="off"
            onChange={(event) => set({ tagline: event.target.value })}
          />
        )}
      </Row>
      <Row
        form={form}
        field="links"
        id={id}
        label="Links"
        hint="At the end of every page, after “RSS”: your pages elsewhere, an imprint, an address to write to."
      >
        {(told) => <LinkRows told={told} links={values.links} errors={form.errors} onChange={(links) => set({ links })} />}
      </Row>
    </Frame>
  )
}

type LeadProps = Props<'leadId'> & { leads: { address: string; title: string }[]; isLeading: boolean }

export function LeadForm({ writer, start, leads, isLeading }: LeadProps) {
  const id = useId()
  const form = useSiteForm<'leadId'>('lead', writer, start)
  const { leadId } = form.values
  const known = leads.find(({ address }) => address === leadId)
  const isWaiting = leadId !== '' && leadId === start.leadId && !isLeading
  return (
    <Frame form={form} name="home-page">
      <Row
        form={form}
        field="leadId"
        id={id}
        label="The list that leads"
        hint="It stands first and large. Left empty, the newest list leads. Choose one of the newest, or paste the address of any."
      >
        {(told) => (
          <>
            <input
              {...told}
              list={`${id}-leads`}
              value={leadId}
              placeholder="The newest list"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => form.set({ leadId: event.target.value })}
            />
            <datalist id={`${id}-leads`}>
              {leads.map(({ address, title }) => (
                <option key={address} value={address}>
                  {title}
                </option>
              ))}
            </datalist>
            {known ? <p className="hint">{known.title}</p> : null}
            {isWaiting ? <p className="hint">It is not published now, so the newest list leads until it is.</p> : null}
          </>
        )}
      </Row>
    </Frame>
  )
}

const closings = [7, 14, 30, 60, 90, 180, 365]

type TalkKeys = 'commenters' | 'commentDays' | 'guestLinks'

export function CommentingForm({ writer, start }: Props<TalkKeys>) {
  const id = useId()
  const form = useSiteForm<TalkKeys>('commenting', writer, start)
  const { commenters: who, commentDays, guestLinks } = form.values
  const days = commentDays === null || closings.includes(commentDays) ? closings : [...closings, commentDays].sort((one, other) => one - other)
  return (
    <Frame form={form} name="comments">
      <Row
        form={form}
        field="commenters"
        id={id}
        label="Who may comment"
        hint="What was said stays in either case. Whoever writes just now keeps their words and is told."
      >
        {(told) => (
          <select {...told} value={who} onChange={(event) => form.set({ commenters: event.target.value as (typeof commenters)[number] })}>
            {commenters.map((one) => (
              <option key={one} value={one}>
                {commenterWords[one]}
              </option>
            ))}
          </select>
        )}
      </Row>
      <Row
        form={form}
        field="commentDays"
        id={id}
        label="Close comments"
        hint="Counted from the day when a list was first published. It counts for lists that readers have already."
      >
        {(told) => (
          <select
            {...told}
            value={commentDays ?? ''}
            onChange={(event) => form.set({ commentDays: event.target.value === '' ? null : Number(event.target.value) })}
          >
            <option value="">Never</option>
            {days.map((count) => (
              <option key={count} value={count}>
                After {count} days
              </option>
            ))}
          </select>
        )}
      </Row>
      <Row form={form} field="guestLinks" id={id} label="Links in a guest’s comment" hint="A comment with more of them waits for a moderator.">
        {(told) => (
          <select {...told} value={guestLinks} onChange={(event) => form.set({ guestLinks: Number(event.target.value) })}>
            {[...new Set([0, 1, 2, 3, 5, 10, guestLinks])]
              .sort((one, other) => one - other)
              .map((count) => (
                <option key={count} value={count}>
                  {count === 0 ? 'None' : count === 1 ? 'One' : `Up to ${count}`}
                </option>
              ))}
          </select>
        )}
      </Row>
    </Frame>
  )
}

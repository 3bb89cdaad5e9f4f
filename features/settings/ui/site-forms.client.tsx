'use client'

import { useId } from 'react'
import { siteLimits } from '../limits'
import type { SiteField, SiteForm } from '../schema'
import { LinkRows } from './link-rows.client'
import { Frame, Row } from './setting-row.client'
import { useSiteForm } from './use-site-form.client'

/** `writer`: whose words are kept in this browser until they are saved. */
export type Props<K extends SiteField> = { writer: string; start: Pick<SiteForm, K> }

type SiteKeys = 'name' | 'description' | 'tagline' | 'links' | 'timeZone'

/** `given`: the name of SITE_NAME, which counts while none is set here; `zones`: what the server knows of. */
export function SiteTextForm({ writer, start, given, zones }: Props<SiteKeys> & { given: string; zones: string[] }) {
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
      <Row
        form={form}
        field="timeZone"
        id={id}
        label="Time zone"
        hint="Times in the studio are shown and typed in it, also of what is scheduled, and readers see days by it. Left empty, every writer has their own, and days are those of UTC."
      >
        {(told) => (
          <>
            <input
              {...told}
              list={`${id}-zones`}
              value={values.timeZone}
              placeholder="Each writer’s own"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => set({ timeZone: event.target.value })}
            />
            <datalist id={`${id}-zones`}>
              {zones.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
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

import { z } from 'zod'
import { cleanLine, hasSubstance } from '@/platform/text/clean-text'
import { commenters, siteLimits } from './limits'

/**
 * The switches of the site: what each is called in the table of settings, and how it stands while nobody has set it. A switch that is new leaves what held before it
 * as it was, so it begins on.
 */
export const switches = {
  'authors-publish-alone': true,
  'authors-change-records': true,
} as const
export type Switch = keyof typeof switches

/** How the switches of the site stand. */
export type SiteSettings = Readonly<Record<Switch, boolean>>

export const switchInput = z.object({ name: z.enum(Object.keys(switches) as [Switch, ...Switch[]]), on: z.boolean() })

/** What nobody can see is nothing: a site without a name has that of SITE_NAME. */
const line = (most: number) =>
  z
    .string()
    .transform((text) => (hasSubstance(text) ? cleanLine(text) : ''))
    .pipe(z.string().max(most, `At most ${most} characters, please`))

/** As it is spelled in the list of zones (IANA); '' for none. */
function zoneNamed(text: string): string | null {
  try {
    return text === '' || /^[+\-\d]/.test(text) ? '' : new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
const noZone = 'There is no such time zone. Its name is like Asia/Seoul or Europe/London'
const timeZone = z
  .string()
  .trim()
  .max(siteLimits.address, noZone)
  .transform((text, context) => {
    const name = zoneNamed(text.replaceAll(' ', '_'))
    if (name !== null && (name !== '' || text === '')) return name
    context.addIssue({ code: 'custom', message: noZone })
    return z.NEVER
  })

/** A path of this site, or an address elsewhere that a browser may be led to. */
const isAddress = (text: string): boolean => {
  if (/^\/(?![/\\])[^\s\\]*$/.test(text)) return true
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(text)) return true
  return /^https?:\/\/[^\s/?#]+\.[^\s/?#]+/i.test(text) && URL.canParse(text)
}

const days = z.number().int('Whole days, please').min(1, 'At least one day').max(siteLimits.days, `At most ${siteLimits.days} days`).nullable()

const link = z.object({
  label: line(siteLimits.label).pipe(z.string().min(1, 'Say what the link is called')),
  href: z
    .string()
    .trim()
    .max(siteLimits.address, 'This address is too long')
    .refine(isAddress, 'Give an address like https://example.com/us, a path of this site like /about, or mailto:you@example.com'),
})
export type SiteLink = z.output<typeof link>

/**
 * What admins say about the site, each under `site.` and its name in the table of settings. A row that is missing, or holds what its shape refuses, counts as what
 * held before there was such a setting.
 */
export const siteShapes = {
  /** Empty: SITE_NAME. */
  name: line(siteLimits.name),
  /** What search engines and feeds say of the whole site. */
  description: line(siteLimits.description),
  /** The line at the end of every page. */
  tagline: line(siteLimits.tagline),
  /** At the end of every page, after the site's own. */
  links: z.array(link).max(siteLimits.links, `At most ${siteLimits.links} links, please`),
  /** The zone that times are shown and taken in; '': each writer's own in the studio, and UTC where readers' own is not known. */
  timeZone,
  /** The list that leads on the home page; null: the newest. */
  leadId: z.string().max(40).nullable(),
  commenters: z.enum(commenters),
  /** Days from a list's first publication on after which nobody comments any more; null: never. */
  commentDays: days,
  /** Comments of guests with more links wait for a moderator. */
  guestLinks: z.number().int('A whole number, please').min(0, 'None is 0').max(siteLimits.guestLinks, `At most ${siteLimits.guestLinks}`),
  /** Between two comments of one reader, anywhere on the site; 0: none. */
  slowSeconds: z.number().int('A whole number, please').min(0, 'None is 0').max(siteLimits.slowSeconds, 'A day at the most'),
  voters: z.enum(commenters),
  /** Days from a list's first publication on after which its votes stay as they are; null: never. */
  voteDays: days,
} as const

export type SiteValues = { [K in keyof typeof siteShapes]: z.output<(typeof siteShapes)[K]> }
export type SiteField = keyof SiteValues
export const siteFields = Object.keys(siteShapes) as SiteField[]

export const siteDefaults: SiteValues = {
  name: '',
  description: 'Lists about music and drama that readers answer: read, vote for your favourite, say why.',
  tagline: 'Lists that readers answer.',
  links: [],
  timeZone: '',
  leadId: null,
  commenters: 'everyone',
  commentDays: null,
  guestLinks: 2,
  slowSeconds: 0,
  voters: 'everyone',
  voteDays: null,
}

/** What a field is called where it is told who changed it. */
export const siteFieldWords: Record<SiteField, string> = {
  name: 'Name',
  description: 'Description',
  tagline: 'Line at the end of pages',
  links: 'Links',
  timeZone: 'Time zone',
  leadId: 'Lead of the home page',
  commenters: 'Who may comment',
  commentDays: 'When comments close',
  guestLinks: 'Links in comments of guests',
  slowSeconds: 'Seconds between comments of one reader',
  voters: 'Who may vote',
  voteDays: 'When voting closes',
}

/** The site as its form has it: the lead is the address of a list, or empty. */
const formShapes = { ...siteShapes, leadId: z.string().trim().max(siteLimits.address, 'This address is too long') }
export type SiteForm = Omit<SiteValues, 'leadId'> & { leadId: string }

/** Some fields of the site, and what whoever changed them had seen. */
export const siteInput = z.object({ values: z.object(formShapes).partial(), base: z.record(z.string(), z.unknown()) })
export type SiteInput = z.output<typeof siteInput>

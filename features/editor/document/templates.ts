import { findEntry } from '@/features/articles/document/parts'
import { creditRoles, type Credit, type CreditRole, type ListDocument, type ListEntry, type Template } from '@/features/articles/schema'
import type { RecordKind } from '@/features/records/schema'
import { changeEntry, renameEntry, type Reserved } from './entries'

/** Templates that can be taken as they are. The key is the name. */
export const readyTemplates: Readonly<Record<string, Template>> = {
  'Music videos': { roles: ['artist', 'song'], video: true, heading: '“{song}”', subheading: '**{artist}**' },
  'Filmed at places': { roles: ['artist', 'song', 'filmed-in'], video: true, heading: '“{song}”', subheading: '**{artist}**, in {filmed-in}' },
  Actors: { roles: ['lead', 'artist', 'song'], video: true, heading: '{lead}', subheading: 'in **{artist}**’s “{song}”' },
}

/** The kinds of record that have a role. */
export const kindsOfRole = (role: CreditRole): RecordKind[] => (role === 'song' ? ['song'] : role === 'filmed-in' ? ['place'] : ['person', 'group'])

/** Names of records by their ids. */
type Names = Readonly<Record<string, { name: string } | undefined>>

const signs = /[\\*_~`[\]<]/g
const slot = /\{([a-z-]+)\}/g
const isRole = (name: string): name is CreditRole => Object.hasOwn(creditRoles, name)

/** What stands in braces and is no role. */
export const unknownSlots = (pattern: string): string[] => [...pattern.matchAll(slot)].map(([, name]) => name!).filter((name) => !isRole(name))

/**
 * A pattern with the names of the credits, as far as there are any: what stands between commas is left out as a whole while one of its names is missing.
 * `escape`: the text is Markdown.
 */
function filled(pattern: string, credits: readonly Credit[], names: Names, escape: boolean): string {
  const nameOf = (role: string) =>
    credits
      .filter((credit) => credit.role === role)
      .flatMap(({ subject }) => names[subject]?.name ?? [])
      .map((name) => (escape ? name.replace(signs, '\\$&') : name))
      .join(' & ')
  const parts = pattern.split(', ').filter((part) => [...part.matchAll(slot)].every(([, role]) => nameOf(role!) !== ''))
  // A pattern without one name in it says nothing about the entry.
  return parts.some((part) => /\{[a-z-]+\}/.test(part)) ? parts.join(', ').replace(slot, (_, role: string) => nameOf(role)) : ''
}

export const subheadingFrom = ({ subheading }: Template, credits: readonly Credit[], names: Names) => filled(subheading, credits, names, true)
export const headingFrom = ({ heading }: Template, credits: readonly Credit[], names: Names) => filled(heading, credits, names, false)

/** An entry with other credits; heading and subheading follow them until somebody has written their own. */
export function setCredits(document: ListDocument, id: string, credits: ListEntry['credits'], names: Names, reserved: Reserved): ListDocument {
  const old = findEntry(document, id)?.entry
  if (!old) return document
  const { template } = document
  const now = changeEntry(document, id, { credits })
  if (!template) return now
  const own = (text: string, from: string) => text.trim() !== '' && text !== from
  const subheading = own(old.subheading, subheadingFrom(template, old.credits, names)) ? old.subheading : subheadingFrom(template, credits, names)
  const heading = own(old.heading, headingFrom(template, old.credits, names)) ? old.heading : headingFrom(template, credits, names)
  const withLine = subheading === old.subheading || template.subheading === '' ? now : changeEntry(now, id, { subheading })
  return heading === old.heading || template.heading === '' ? withLine : renameEntry(withLine, id, heading, reserved)
}

/** The roles that the template expects and an entry does not have. */
export const missingRoles = ({ template }: Pick<ListDocument, 'template'>, { credits }: Pick<ListEntry, 'credits'>): CreditRole[] =>
  (template?.roles ?? []).filter((role) => !credits.some((credit) => credit.role === role))

/** With one more credit: behind those of the same role, and roles in the order of the template. */
export function withCredit(credits: readonly Credit[], credit: Credit, template: Template | null): Credit[] {
  if (credits.some(({ role, subject }) => role === credit.role && subject === credit.subject)) return [...credits]
  const order = (role: CreditRole) => {
    const at = template?.roles.indexOf(role) ?? -1
    return at < 0 ? Infinity : at
  }
  const own = order(credit.role)
  const behind = own === Infinity ? credits.length : credits.findLastIndex(({ role }) => order(role) <= own) + 1
  return [...credits.slice(0, behind), credit, ...credits.slice(behind)]
}

/** What each entry has, in words. */
export const templateWords = ({ roles, video }: Template) =>
  [...roles.map((role) => creditRoles[role]), ...(video ? ['Video'] : [])].join(' + ') || 'No credit is expected'

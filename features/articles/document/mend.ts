import {
  creditRoles,
  draftWaiver,
  emptyDocument,
  listOrders,
  type Credit,
  type CreditRole,
  type ListDocument,
  type ListEntry,
  type Section,
  type Subsection,
  type Template,
  type Waiver,
} from '../schema'
import type { StoredDocument } from './upgrade'
import { sortedWaivers } from './waivers'
import { isLanguage } from './languages'

/**
 * A document of the current format as the code can use it, whatever was stored. What is missing or of another type gets its default; one broken
 * thing takes nothing else with it. Texts stay as they are, however long, and addresses whatever has been reserved since. Fields that the code
 * does not know are passed over.
 */
export function mend(stored: StoredDocument): ListDocument {
  const entryIdOf = idGiver('entry')
  const sectionIdOf = idGiver('section')
  const entry = (raw: StoredDocument): ListEntry => {
    const id = entryIdOf(raw.id)
    return {
      id,
      // An id is an address too: without one an entry has no page.
      slug: textOf(raw.slug, id),
      heading: textOf(raw.heading),
      subheading: textOf(raw.subheading),
      body: textOf(raw.body),
      credits: objectsIn(raw.credits).flatMap(creditOf),
      video: recordIdOf(raw.video),
    }
  }
  const part = (raw: StoredDocument): Subsection => ({
    id: sectionIdOf(raw.id),
    heading: textOf(raw.heading),
    body: textOf(raw.body),
    place: recordIdOf(raw.place),
    entries: objectsIn(raw.entries).map(entry),
  })
  const section = (raw: StoredDocument): Section => ({ ...part(raw), sections: objectsIn(raw.sections).map(part) })
  const blank = emptyDocument()
  return {
    format: blank.format,
    title: textOf(stored.title),
    standfirst: textOf(stored.standfirst),
    intro: textOf(stored.intro),
    outro: textOf(stored.outro),
    question: textOf(stored.question),
    description: textOf(stored.description),
    language: isLanguage(textOf(stored.language)) ? textOf(stored.language) : '',
    template: isObject(stored.template) ? templateOf(stored.template) : null,
    waived: sortedWaivers(objectsIn(stored.waived).flatMap(waiverOf)),
    order: listOrders.find((order) => order === stored.order) ?? blank.order,
    entries: objectsIn(stored.entries).map(entry),
    sections: objectsIn(stored.sections).map(section),
  }
}

const textOf = (value: unknown, missing = '') => (typeof value === 'string' ? value : missing)
const recordIdOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const isObject = (value: unknown): value is StoredDocument => typeof value === 'object' && value !== null && !Array.isArray(value)
const objectsIn = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : [])

const isRole = (role: unknown): role is CreditRole => typeof role === 'string' && Object.hasOwn(creditRoles, role)

/** Roles that the code does not know are left out: nothing is expected that nobody can give. */
const templateOf = (raw: StoredDocument): Template => ({
  roles: [...new Set(Array.isArray(raw.roles) ? raw.roles.filter(isRole) : [])],
  video: raw.video === true,
  heading: textOf(raw.heading),
  subheading: textOf(raw.subheading),
})

/** A waiver that cannot be read waives nothing. */
function waiverOf(raw: StoredDocument): Waiver[] {
  const read = draftWaiver.safeParse(raw)
  return read.success ? [read.data] : []
}

/** A role that the code does not know becomes “With”, which says least: the record is still credited. Without a record there is no credit. */
function creditOf({ role, subject }: StoredDocument): Credit[] {
  return typeof subject === 'string' && subject !== '' ? [{ role: isRole(role) ? role : 'with', subject }] : []
}

/** Keeps the id of each thing. One that has none, or the id of an earlier one, is named by its number, the same at every reading. */
function idGiver(what: string) {
  const given = new Set<string>()
  let number = 0
  return (id: unknown): string => {
    number++
    let own = textOf(id)
    while (own === '' || given.has(own)) own = `unnamed${what}${number++}`
    given.add(own)
    return own
  }
}

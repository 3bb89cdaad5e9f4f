import * as z from 'zod/mini'
import { credit, draftBounds, draftEntry, draftId, draftTemplate, draftText, draftWaiver, listOrders, type Template, type Waiver } from '../schema'
import { isLanguage } from './languages'
import type { TextChanges } from './text-changes'
import { keyOfFinding } from './waivers'

/**
 * How a draft is changed: by operations, small data that is kept, sent, repeated, merged with others', undone and looked at afterwards. See
 * docs/decisions/0034-operations.md. An operation is one act of a writer, under an id of its own; what it does are changes, one after the other.
 */

const place = z.int().check(z.minimum(0), z.maximum(draftBounds.maxCharacters))
const textChanges = z.array(z.tuple([place, place, draftText])).check(
  z.maxLength(10_000),
  z.refine((all) => all.every(([at], index) => index === 0 || at >= all[index - 1]![0] + all[index - 1]![1]), 'These changes overlap'),
)

const entryId = z.object({ entry: draftId })
const sectionId = z.object({ section: draftId })
/** What has fields: the list itself, a section or subsection, or an entry. */
const thing = z.union([z.literal('list'), sectionId, entryId])
const movable = z.union([sectionId, entryId])

export const textFields = {
  list: ['title', 'standfirst', 'intro', 'outro', 'question', 'description'],
  section: ['heading', 'body'],
  entry: ['heading', 'subheading', 'body'],
} as const
/** `waived` is set for one check at a time, by its key. */
export const valueFields = { list: ['order', 'language', 'template', 'waived'], section: ['place'], entry: ['slug', 'video'] } as const

/** Where something stands: the section, or outside of all (null), and after what there; null is at the start. */
const standing = { into: z.nullable(draftId), after: z.nullable(draftId) }

const fieldName = z.string().check(z.maxLength(20))

/** A text field that changes; a value that becomes another one. */
const edit = z.object({
  do: z.literal('edit'),
  on: thing,
  field: fieldName,
  changes: textChanges,
  /** What stood there before stays in the history: it was somebody's text, and another one was chosen. */
  keep: z.optional(z.literal(true)),
})
const value = z.nullable(z.union([draftText, draftTemplate, draftWaiver]))
const set = z.object({ do: z.literal('set'), on: thing, field: fieldName, key: z.optional(draftText), from: value, to: value })
const insertEntry = z.object({ do: z.literal('insert'), entry: draftEntry, ...standing })
/** Its entries come by changes of their own. */
const insertSection = z.object({
  do: z.literal('insert'),
  section: z.object({ id: draftId, heading: draftText, body: draftText, place: z.nullable(draftId) }),
  ...standing,
})
/** A section that is removed leaves its entries to the part before it, and takes along the sections in it: `sections`, those that its writer saw there. */
const remove = z.object({ do: z.literal('remove'), on: movable, sections: z.optional(z.array(draftId).check(z.maxLength(1000))) })
const move = z.object({ do: z.literal('move'), on: movable, ...standing })
const addCredit = z.object({ do: z.literal('credit'), on: entryId, credit, after: z.nullable(credit) })
const removeCredit = z.object({ do: z.literal('uncredit'), on: entryId, credit })

const kindOf = (on: Thing): 'list' | 'section' | 'entry' => (on === 'list' ? 'list' : 'entry' in on ? 'entry' : 'section')

/** Whether only a check is waived by it, or not any more. */
export const isAboutWaivers = (change: DraftChange): boolean => change.do === 'set' && change.on === 'list' && change.field === 'waived'

const known = (change: { do: string; on?: unknown; field?: string }) => {
  if (change.do !== 'edit' && change.do !== 'set') return true
  const fields: Record<string, readonly string[]> = change.do === 'edit' ? textFields : valueFields
  return fields[kindOf(change.on as Thing)]!.includes(change.field!)
}
const isText = (value: unknown) => value === null || typeof value === 'string'
/** What each field may become. What it was before comes from the document. */
const fitsField = (change: { do: string; field?: string; key?: string | undefined; to?: unknown }) => {
  if (change.do !== 'set') return true
  const { field, key, to } = change
  if (field === 'waived') return key !== undefined && (to === null || (isWaiver(to) && keyOfFinding(to) === key))
  if (key !== undefined) return false
  if (field === 'template') return to === null || (typeof to === 'object' && 'roles' in to)
  if (field === 'slug') return typeof to === 'string'
  if (field === 'language') return typeof to === 'string' && (to === '' || isLanguage(to))
  return field === 'order' ? listOrders.some((order) => order === to) : isText(to)
}
export const isWaiver = (value: unknown): value is Waiver => typeof value === 'object' && value !== null && 'check' in value

const draftChange = z
  .union([edit, set, insertEntry, insertSection, remove, move, addCredit, removeCredit])
  .check(z.refine(known, 'There is no such field'), z.refine(fitsField, 'This field has no such value'))

/** Made in the browser: the id of its tab, and one of its own. Of two texts at one place the tabs' ids say which stands first, so what one writer typed stays together. */
// A tab's name before the dash. `replaced` is the site's own: what it names takes every writer's steps back.
const operationId = z.string().check(z.regex(/^(?!replaced-)[0-9a-z]{8,24}-[0-9a-z]{8,24}$/, 'Not an id of an operation'))

const maxOperations = 500
export const maxAsked = 5000
const rowId = z.string().check(z.minLength(1), z.maxLength(40))

/** What the draft's address takes: operations that were made on `base`, in their order. Checked for shape and hard ceilings only: a draft may be half-written. */
export const operationsInput = z.object({
  id: rowId,
  /** Whose words these are: another tab of the browser may have signed in somebody else since. Earlier versions of the editor do not say. */
  account: z.optional(rowId),
  base: z.int().check(z.positive()),
  /** The id of the operation that made that version, null where the browser was told of none: after a backup was put back another one has this number. Earlier versions of the editor do not say. */
  madeBy: z.optional(z.nullable(z.string().check(z.minLength(1), z.maxLength(60)))),
  operations: z
    .array(z.object({ id: operationId, changes: z.array(draftChange).check(z.maxLength(5000)) }))
    .check(z.maxLength(maxOperations, `At most ${maxOperations} operations at once: send the others afterwards`)),
  /** Ids of others that were sent before, without an answer: asked when the base turned out to be lost, because some may be in the newer draft. */
  sent: z.optional(z.array(operationId).check(z.maxLength(maxAsked))),
})

export type Thing = z.infer<typeof thing>
export type Movable = z.infer<typeof movable>
export type Edit = Omit<z.infer<typeof edit>, 'changes'> & { changes: TextChanges }
/** What a field holds that is no text to be merged. */
export type Value = string | Template | Waiver | null
export type SetValue = z.infer<typeof set>
export type Insert = z.infer<typeof insertEntry> | z.infer<typeof insertSection>
export type Remove = z.infer<typeof remove>
export type Move = z.infer<typeof move>
export type CreditChange = z.infer<typeof addCredit> | z.infer<typeof removeCredit>
export type DraftChange = Edit | SetValue | Insert | Remove | Move | CreditChange
export type Operation = { id: string; changes: DraftChange[] }

export const keyOf = (on: Thing): string => (on === 'list' ? 'list' : 'entry' in on ? `entry:${on.entry}` : `section:${on.section}`)
/** One text field of a list. */
export type Field = { on: Thing; field: string }
export const keyOfField = ({ on, field }: Field): string => `${keyOf(on)}.${field}`
/** Whether two changes of values are of one and the same value. */
export const isSameValue = (one: SetValue, other: SetValue): boolean => one.field === other.field && one.key === other.key
/** What an insertion puts into the list. */
export const insertedBy = (change: Insert): Movable => ('entry' in change ? { entry: change.entry.id } : { section: change.section.id })
/** What a change is about. */
export const thingOf = (change: DraftChange): Thing => (change.do === 'insert' ? insertedBy(change) : change.on)
/** Whether it changes something in a thing that is there. */
export const isInside = (change: DraftChange): change is Edit | SetValue | CreditChange =>
  change.do === 'edit' || change.do === 'set' || change.do === 'credit' || change.do === 'uncredit'
/** The keys of what a change needs: the thing, and its field. */
export const keysNeeded = (change: DraftChange): string[] => [keyOf(thingOf(change)), ...(change.do === 'edit' ? [keyOfField(change)] : [])]
/** The key of what is not as its writer has it while a change is not done: an inserted thing, an edited field. What needs it must wait for it. */
export const keyMade = (change: DraftChange): string | null =>
  change.do === 'insert' ? keyOf(thingOf(change)) : change.do === 'edit' ? keyOfField(change) : null
/** The id of the operation that puts a whole draft in the place of another: an edition or an earlier draft that is brought back, an import. */
export const replacementId = (unique: string): string => `replaced-${unique}`
export const isReplacement = (id: string): boolean => id.startsWith('replaced-')
/** The tab that an operation was made in. */
export const tabOf = (id: string): string => id.split('-', 1)[0]!
/** Ids of the records that a change brings into the list. */
export function recordsBroughtBy(change: DraftChange): string[] {
  if (change.do === 'credit') return [change.credit.subject]
  if (change.do === 'set') return typeof change.to === 'string' && (change.field === 'video' || change.field === 'place') ? [change.to] : []
  if (change.do !== 'insert') return []
  const own = 'entry' in change ? change.entry.video : change.section.place
  return [...('entry' in change ? change.entry.credits.map(({ subject }) => subject) : []), ...(own === null ? [] : [own])]
}

import { fieldLabels, labelOf, type RecordInput } from './schema'

/** What a merge changed, so that it can be undone. */
export type MergeUndo = {
  /** The address that the record had which is merged. */
  slug: string
  /** The paths that led to it. */
  redirects: string[]
  /** Ids of what stood under it. */
  children: string[]
  /** Ids of the records that had been merged into it before. */
  merged: string[]
  /** The fields of the record that stays. */
  before: RecordInput
  after: RecordInput
}

export const maxNames = 30

/** Fields that the record which stays takes when it has nothing in them; the two numbers of a place go together. */
const takenWhenEmpty = [['description'], ['parentId'], ['date'], ['url'], ['pictureId'], ['latitude', 'longitude']] as const

const isEmpty = (value: unknown) => value === null || value === ''
const hasHangul = (text: string) => /\p{Script=Hangul}/u.test(text)

type Names = RecordInput['names']

/** The names of both: what is shown of the one that stays is shown on, and those that it does not have yet are added behind. */
function namesOfBoth(into: RecordInput, from: RecordInput): Names {
  const names: Names = [...into.names]
  const has = (name: string) => name === into.name || names.some((one) => one.name === name)
  const isShownIn = (lang: string) => lang === 'en' || names.some((one) => !one.alias && one.lang === lang)
  for (const { name, lang, alias } of [{ name: from.name, lang: hasHangul(from.name) ? 'ko' : 'en', alias: true }, ...from.names])
    if (!has(name)) names.push({ name, lang, alias: alias || isShownIn(lang) })
  return names
}

/**
 * What a record is once another of its kind is merged into it: its own fields, where they are empty those of the other, and the names of both. What one stands under must be
 * mended before: neither may stand under the other.
 */
export function mergedValues(into: RecordInput, from: RecordInput): RecordInput {
  const after: RecordInput = { ...into, names: namesOfBoth(into, from) }
  for (const keys of takenWhenEmpty) if (keys.every((key) => isEmpty(into[key]))) for (const key of keys) Object.assign(after, { [key]: from[key] })
  return after
}

/** The labels of the fields that the record takes from the other one, and of those in which the two differ, so that the other’s is left behind. */
export function whatIsTaken(into: RecordInput, from: RecordInput): { taken: string[]; left: { key: string; field: string; value: string }[] } {
  const after = mergedValues(into, from)
  const fields = (Object.keys(fieldLabels) as (keyof typeof fieldLabels)[]).filter(
    (key): key is keyof typeof fieldLabels & keyof RecordInput => key in from && key !== 'name' && key !== 'slug' && key !== 'names',
  )
  const taken = fields.filter((key) => isEmpty(into[key]) && !isEmpty(after[key]))
  const left = fields.filter((key) => !isEmpty(from[key]) && from[key] !== after[key])
  const label = (key: keyof typeof fieldLabels) => labelOf(key, into.kind)
  return { taken: taken.map(label), left: left.map((key) => ({ key, field: label(key), value: String(from[key]) })) }
}

export const isSameName = (one: Names[number], other: Names[number]): boolean => one.name === other.name && one.lang === other.lang && one.alias === other.alias

/** The names that a merge gave to the record which stays. */
export const namesGot = ({ before, after }: Pick<MergeUndo, 'before' | 'after'>): Names =>
  after.names.filter((name) => !before.names.some((one) => isSameName(one, name)))

/**
 * What a record is when a merge into it is undone: names that it got leave it, and fields that it got are as before, unless somebody has changed them since. `keep`: names that
 * other records brought which are still merged into it.
 */
export function withoutMerged(now: RecordInput, { before, after }: Pick<MergeUndo, 'before' | 'after'>, keep: ReadonlySet<string>): RecordInput {
  const got = namesGot({ before, after }).filter(({ name }) => !keep.has(name))
  const values: RecordInput = { ...now, names: now.names.filter((name) => !got.some((one) => isSameName(one, name))) }
  for (const key of takenWhenEmpty.flat()) if (before[key] !== after[key] && now[key] === after[key]) Object.assign(values, { [key]: before[key] })
  return values
}

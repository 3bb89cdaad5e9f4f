import { textAt } from '@/features/articles/document/apply-changes'
import { keyOfField, type DraftChange, type Field, type Operation } from '@/features/articles/document/operations'
import { changeText, clampChanges, diffByWords, diffText, mapChanges, type TextChanges } from '@/features/articles/document/text-changes'
import type { ListDocument } from '@/features/articles/schema'

/** A text field, and what stood in it. */
export type FieldText = Field & { text: string }

/**
 * Two texts of one field that were written apart from each other, and change the same words. The field holds what both typed, one behind the other; its writer
 * chooses what stays. What one of them wrote elsewhere in the field is in both texts: nobody chooses against it. `both`: what stood in the field when they met.
 */
export type Clash = Field & { yours: string; theirs: string; both: string }

/** More are not shown: whoever was away for so long reads the list again. */
const maxClashes = 20
/** Two who type at one place at the same time write on together. From so many characters on each, they wrote apart. */
const muchText = 24

/** Whether two changes of one text replace the same words, or put two texts at one place. */
export function isSameWords(mine: TextChanges, theirs: TextChanges): boolean {
  return mine.some(([at, deleted, inserted]) =>
    theirs.some(([otherAt, otherDeleted, otherInserted]) => {
      if (inserted === '' || otherInserted === '') return false
      const both = Math.min(at + deleted, otherAt + otherDeleted) - Math.max(at, otherAt)
      return both > 0 || (both === 0 && inserted.length >= muchText && otherInserted.length >= muchText)
    }),
  )
}

/** The text fields in which something waits, as they are in a document. */
export function fieldsWaiting(waiting: readonly Operation[], document: ListDocument): FieldText[] {
  const fields = new Map<string, FieldText>()
  for (const { changes } of waiting)
    for (const change of changes) {
      const text = change.do === 'edit' ? textAt(document, change.on, change.field) : null
      if (change.do === 'edit' && text !== null) fields.set(keyOfField(change), { on: change.on, field: change.field, text })
    }
  return [...fields.values()]
}

/** A text after those of some changes that are made in it. */
export const textAfter = ({ on, field, text }: FieldText, changes: readonly DraftChange[]): string =>
  changes.reduce(
    (now, change) => (change.do === 'edit' && keyOfField(change) === keyOfField({ on, field }) ? changeText(now, clampChanges(now, change.changes)) : now),
    text,
  )

/** A field in which something waits, while others' changes come: what it was before they did, as its writer has it, and as they left it. */
export class MetField {
  readonly yours: string
  theirs: string | null = null
  private isMixed = false

  /** `before`: the text on which `waiting` was made. */
  constructor(
    public before: FieldText,
    waiting: readonly Operation[],
  ) {
    this.yours = textAfter(
      before,
      waiting.flatMap(({ changes }) => changes),
    )
  }

  /** The next changes that the site did: the writer's own, or somebody else's. */
  hear(changes: readonly DraftChange[], isMine: boolean): void {
    if (!changes.some((change) => change.do === 'edit' && keyOfField(change) === keyOfField(this.before))) return
    if (isMine) {
      // An answer was lost: others wrote on from there.
      if (this.theirs === null) this.before = { ...this.before, text: textAfter(this.before, changes) }
      else this.isMixed = true
    } else if (!this.isMixed) this.theirs = textAfter({ ...this.before, text: this.theirs ?? this.before.text }, changes)
  }

  /** What others did is not known any more, but what they left. */
  find(document: ListDocument): void {
    const { on, field, text } = this.before
    const found = textAt(document, on, field)
    if (found !== null && found !== text) this.theirs = found
  }
}

/** What clashes in fields that others changed while something waited in them. `now`: the document with both. */
export function clashesOf(fields: readonly MetField[], now: ListDocument): Clash[] {
  return fields.flatMap(({ before: { on, field, text }, yours, theirs }) => {
    const both = textAt(now, on, field)
    if (theirs === null || both === null || both === yours || both === theirs) return []
    const sides = isSameWords(diffText(text, yours), diffText(text, theirs)) ? sidesOf(text, yours, theirs) : null
    return sides && (sides.yours !== both || sides.theirs !== both) ? [{ on, field, ...sides, both }] : []
  })
}

/** Each of two texts with what the other changed in words that it left alone. */
function sidesOf(text: string, yours: string, theirs: string): Pick<Clash, 'yours' | 'theirs'> {
  const [mine, other] = [diffByWords(text, yours), diffByWords(text, theirs)]
  const withCalm = (own: TextChanges, others: TextChanges) => {
    const calm = others.filter((one) => !meets(one, own))
    return changeText(changeText(text, own), mapChanges(calm, own, false))
  }
  return { yours: withCalm(mine, other), theirs: withCalm(other, mine) }
}

/** Whether a change is at the same words, or the same place, as one of the others. */
const meets = ([at, deleted]: TextChanges[0], others: TextChanges) =>
  others.some(([otherAt, otherDeleted]) => Math.min(at + deleted, otherAt + otherDeleted) >= Math.max(at, otherAt))

/** Characters of the texts that a browser keeps with each letter. */
const maxKept = 300_000

/** The newest clashes, as far as they can be kept often. Of the others both texts are in the field. */
export function toKeep(clashes: readonly Clash[]): readonly Clash[] {
  let room = maxKept
  const first = clashes.findLastIndex(({ yours, theirs, both }) => (room -= yours.length + theirs.length + both.length) < 0)
  return clashes.slice(first + 1)
}

/** Clashes with new ones. One that meets an earlier one of its field is chosen together with that. */
export function addClashes(clashes: readonly Clash[], more: readonly Clash[]): readonly Clash[] {
  if (more.length === 0) return clashes
  const earlier = new Map(clashes.map((clash) => [keyOfField(clash), clash]))
  const together = more.map((clash): Clash => {
    const before = earlier.get(keyOfField(clash))
    earlier.delete(keyOfField(clash))
    return before ? { ...clash, yours: withChosen(before, 'yours', clash.yours), theirs: withChosen(before, 'theirs', clash.theirs) } : clash
  })
  return [...earlier.values(), ...together].slice(-maxClashes)
}

/** The text of a field in which one of the two stays. What was typed in it since they met stays too. */
export function withChosen({ both, ...texts }: Clash, chosen: 'yours' | 'theirs', now: string): string {
  return changeText(now, mapChanges(diffByWords(both, texts[chosen]), diffByWords(both, now), true))
}

/** Where the two texts of a clash touch without a blank, as in `icyfreezing`; null when they do not. */
export function seamOf({ yours, theirs, both }: Pick<Clash, 'yours' | 'theirs' | 'both'>): number | null {
  const shorter = Math.min(yours.length, theirs.length)
  let [start, end] = [0, 0]
  while (start < shorter && yours[start] === theirs[start]) start++
  while (end < shorter - start && yours.at(-1 - end) === theirs.at(-1 - end)) end++
  // Whole words: `freezing` and `frosty` differ from their beginning on.
  while (start > 0 && isWord(yours[start - 1]!)) start--
  while (end > 0 && isWord(yours.at(-end)!)) end--
  const [mine, other] = [yours.slice(start, yours.length - end), theirs.slice(start, theirs.length - end)]
  for (const [first, second] of [
    [mine, other],
    [other, mine],
  ] as const)
    if (/\S$/.test(first) && /^\S/.test(second) && both === yours.slice(0, start) + first + second + yours.slice(yours.length - end))
      return start + first.length
  return null
}

const isWord = (sign: string) => /[\p{L}\p{N}\p{M}]/u.test(sign)

/** A stretch of a text; `differs`: the other one does not have it. */
export type Stretch = { text: string; differs: boolean }

/** Characters of what both have that stay around a difference. */
const around = 200

/** Both texts, with the words marked that only one of them has. What both have is left out where it is long. */
export function markedBetween(yours: string, theirs: string): { yours: Stretch[]; theirs: Stretch[] } {
  const sides: { yours: Stretch[]; theirs: Stretch[] } = { yours: [], theirs: [] }
  const put = (side: Stretch[], text: string, differs: boolean) => void (text !== '' && side.push({ text, differs }))
  let from = 0
  const upTo = (to: number) => {
    const same = yours.slice(from, to)
    const [isFirst, isLast] = [from === 0, to === yours.length]
    const text =
      same.length <= around * 2.5
        ? same
        : `${isFirst ? '' : same.slice(0, around).replace(/\S*$/, '')}… ${isLast ? '' : same.slice(-around).replace(/^\S*/, '')}`
    for (const side of [sides.yours, sides.theirs]) put(side, text, false)
    from = to
  }
  for (const [at, deleted, inserted] of diffText(yours, theirs)) {
    upTo(at)
    put(sides.yours, yours.slice(at, at + deleted), true)
    put(sides.theirs, inserted, true)
    from = at + deleted
  }
  upTo(yours.length)
  return sides
}

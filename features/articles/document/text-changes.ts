import { diffIndices } from 'node-diff3'

/**
 * Changes of one text: `[at, deleted, inserted]`, each in characters (UTF-16 units) of the text before all of them, in order and without overlap.
 * How many are deleted is enough: what they were is in the inverse.
 */
export type TextChange = [at: number, deleted: number, inserted: string]
export type TextChanges = TextChange[]

/** The text after the changes. What lies beyond its end is cut to it. */
export function changeText(text: string, changes: TextChanges): string {
  let done = ''
  let from = 0
  for (const [at, deleted, inserted] of changes) {
    const start = Math.min(Math.max(at, from), text.length)
    done += text.slice(from, start) + inserted
    from = Math.min(start + deleted, text.length)
  }
  return done + text.slice(from)
}

/** The changes that lead from the text after `changes` back to `text`. */
export function invertChanges(text: string, changes: TextChanges): TextChanges {
  let shift = 0
  return changes.map(([at, deleted, inserted]): TextChange => {
    const back: TextChange = [at + shift, inserted.length, text.slice(at, at + deleted)]
    shift += inserted.length - deleted
    return back
  })
}

/** The same changes with every place inside `text`: of a text that was shorter than its writer thought, what is there. */
export function clampChanges(text: string, changes: TextChanges): TextChanges {
  let from = 0
  return changes.map(([at, deleted, inserted]): TextChange => {
    const start = Math.min(Math.max(at, from), text.length)
    from = Math.min(start + deleted, text.length)
    return [start, from - start, inserted]
  })
}

/**
 * `changes` as they are to be done after `over`, both made of one text. Of two texts that are typed at one place, that of `changes` stands first when
 * `first`. What was typed is never lost: of a deletion, only what both saw is deleted.
 */
export function mapChanges(changes: TextChanges, over: TextChanges, first: boolean): TextChanges {
  const mapped: TextChanges = []
  // Both are in order, so each is walked through once.
  const [typed, kept] = [new Places(over, first), new Places(over, false)]
  let next = 0
  for (const [at, deleted, inserted] of changes) {
    if (inserted !== '') mapped.push([typed.after(at), 0, inserted])
    // What is left of the deletion, between what others deleted and around what they typed inside of it.
    while (next < over.length && over[next]![0] + over[next]![1] <= at) next++
    let from = at
    for (let other = next; from < at + deleted; other++) {
      const [otherAt, otherDeleted] = over[other] ?? [Infinity, 0]
      const to = Math.min(at + deleted, otherAt)
      if (to > from) mapped.push([kept.after(from), to - from, ''])
      from = Math.max(from, otherAt + otherDeleted)
    }
  }
  return joined(mapped)
}

/** Where a place of a text is after `over`: before or after what was typed right there. Inside of what was deleted: after what replaced it. */
export const placeAfter = (over: TextChanges, place: number, before: boolean): number => new Places(over, before).after(place)

/** The same for places that are asked for in their order. */
class Places {
  private index = 0
  private shift = 0
  constructor(
    private readonly over: TextChanges,
    private readonly before: boolean,
  ) {}
  after(place: number): number {
    for (; this.index < this.over.length; this.index++) {
      const [at, deleted, inserted] = this.over[this.index]!
      if (at > place || (at === place && this.before)) break
      if (place < at + deleted) return at + this.shift + inserted.length
      this.shift += inserted.length - deleted
    }
    return place + this.shift
  }
}

/** In order, and what touches is one. */
function joined(changes: TextChanges): TextChanges {
  const sorted = changes.map((change, index) => ({ change, index })).toSorted((a, b) => a.change[0] - b.change[0] || a.index - b.index)
  const done: TextChanges = []
  for (const { change } of sorted) {
    const last = done.at(-1)
    if (last && last[0] + last[1] === change[0]) done[done.length - 1] = [last[0], last[1] + change[1], last[2] + change[2]]
    else done.push(change)
  }
  return done.filter(([, deleted, inserted]) => deleted > 0 || inserted !== '')
}

/** Two changes, one after the other, as one: when the later one touches what the earlier one typed or where it deleted. Else null. */
export function joinChanges(before: TextChanges, after: TextChanges): TextChanges | null {
  if (before.length !== 1 || after.length !== 1) return null
  const [[at, deleted, inserted], [next, nextDeleted, nextInserted]] = [before[0]!, after[0]!]
  const end = at + inserted.length
  if (next > end || next + nextDeleted < at) return null
  const text = inserted.slice(0, Math.max(0, next - at)) + nextInserted + inserted.slice(Math.max(0, next + nextDeleted - at))
  return [[Math.min(at, next), deleted + Math.max(0, at - next) + Math.max(0, next + nextDeleted - end), text]]
}

const isSecondHalf = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00
/** A stretch that is longer is compared by words, up to so many of them: the comparison takes the square of their number at the worst. */
const oneStretch = 24
const maxWords = 4000

/** Small changes that make `after` of `before`: one stretch, as typing makes them; when much differs, word by word. No character is cut in two. */
export function diffText(before: string, after: string): TextChanges {
  if (before === after) return []
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
  if (isSecondHalf(before, start) || isSecondHalf(after, start)) start--
  let end = 0
  while (end < shorter - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++
  while (end > 0 && (isSecondHalf(before, before.length - end) || isSecondHalf(after, after.length - end))) end--
  ;[start, end] = inWords(before, after, start, end)
  const [deleted, inserted] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  if (deleted.length <= oneStretch || inserted.length <= oneStretch) return [fromWord(before, [start, deleted.length, inserted])]
  return diffWords(deleted, inserted).map(([at, count, text]) => [start + at, count, text])
}

/**
 * A word that is put before one which begins with the same letters, or is taken from there, can be seen as the rest of it and these letters. It is the word: halves would be
 * torn apart by what others do there meanwhile. What is typed on at the end of a word stays where it is.
 */
function fromWord(before: string, change: TextChange): TextChange {
  const [at, deleted, inserted] = change
  const moving = inserted || before.slice(at, at + deleted)
  if ((inserted && deleted > 0) || isEdge(before, at + deleted)) return change
  for (let back = 0; back <= moving.length; back++) {
    if (isEdge(before, at - back - 1)) return [at - back, deleted, inserted && moving.slice(moving.length - back) + moving.slice(0, moving.length - back)]
    if (before[at - back - 1] !== moving.at(-1 - back)) break
  }
  return change
}

/**
 * Characters at both ends of two texts that stay, when what lies between is replaced. `running` becomes `walking`, and `bridge` becomes `border`: what another word has by chance is not left
 * alone, or whoever removes the old word at the same time would take letters of the new one. A part of one word may be replaced: what stays is at least half of it.
 */
function inWords(before: string, after: string, start: number, end: number): [start: number, end: number] {
  const [deleted, inserted] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  if (!deleted || !inserted) return [start, end]
  let [from, rest] = [start, end]
  while (!isEdge(before, from - 1)) from--
  while (!isEdge(before, before.length - rest)) rest--
  const [stays, replaced] = [start - from + end - rest, Math.min(deleted.length, inserted.length)]
  const isPart = !/\s/.test(deleted + inserted) && stays >= replaced
  if (isPart && from < start) return [start, end]
  // Signs stand by themselves.
  const [isWordFirst, isWordLast] = [
    !isEdge(deleted, 0) || !isEdge(inserted, 0),
    !isEdge(deleted, deleted.length - 1) || !isEdge(inserted, inserted.length - 1),
  ]
  return [isWordFirst ? from : start, isWordLast ? rest : end]
}

/** Whether no letter of a word stands here. */
const isEdge = (text: string, at: number) => !/[\p{L}\p{N}\p{M}]/u.test(text.charAt(at))

/**
 * The same in whole words, however few differ: no word is made of halves of two when these changes are mapped over others. What is only put beside a word, or taken from
 * beside it, is nothing but that.
 */
export function diffByWords(before: string, after: string): TextChanges {
  const [first] = diffText(before, after)
  if (!first) return []
  const isBlank = (text: string, at: number) => at <= 0 || at >= text.length || /\s/.test(text[at - 1]!)
  let start = first[0]
  while (!isBlank(before, start)) start--
  let end = 0
  const shorter = Math.min(before.length, after.length) - start
  while (end < shorter && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  while (end > 0 && !(isBlank(before, before.length - end) && isBlank(after, after.length - end))) end--
  return diffWords(before.slice(start, before.length - end), after.slice(start, after.length - end)).map(([at, deleted, inserted]): TextChange => {
    const [old, place] = [before.slice(start + at, start + at + deleted), start + at]
    if (inserted.startsWith(old)) return [place + old.length, 0, inserted.slice(old.length)]
    if (inserted.endsWith(old)) return [place, 0, inserted.slice(0, inserted.length - old.length)]
    if (old.startsWith(inserted)) return [place + inserted.length, deleted - inserted.length, '']
    if (old.endsWith(inserted)) return [place, deleted - inserted.length, '']
    return [place, deleted, inserted]
  })
}

function diffWords(before: string, after: string): TextChanges {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  if (old.length > maxWords || now.length > maxWords) return [[0, before.length, after]]
  const starts = [0]
  for (const word of old) starts.push(starts.at(-1)! + word.length)
  const changes = diffIndices(old, now).map(({ buffer1: [from, count], buffer2Content }): TextChange => {
    const at = starts[from]!
    return [at, starts[from + count]! - at, buffer2Content.join('')]
  })
  return joined(changes)
}

/** Each word with the blanks after it, so that a blank alone is nothing to hold on to. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? []

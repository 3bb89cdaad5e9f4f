import { partsOf } from '@/features/articles/document/parts'
import { entriesOf, numberOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import type { Selection } from './checks'

/** One part of the middle of the editor, in reading order: what stands before the entries, sections, entries, and what stands behind them. */
export type CanvasPart =
  | { is: 'list'; key: 'list'; title: string; standfirst: string; intro: string }
  | { is: 'outro'; key: 'outro'; outro: string; question: string }
  | { is: 'section'; key: string; id: string; heading: string; body: string; level: 1 | 2; count: number }
  | { is: 'entry'; key: string; entry: ListEntry; number: number }

export function canvasParts(document: ListDocument): CanvasPart[] {
  const { title, standfirst, intro, outro, question, order } = document
  const total = entriesOf(document).length
  let position = 0
  const middle = partsOf(document).flatMap(({ id, level, entries }): CanvasPart[] => {
    const rows = entries.map((entry): CanvasPart => ({ is: 'entry', key: `entry:${entry.id}`, entry, number: numberOf(position++, total, order) }))
    const head = level === 0 || id === null ? [] : [sectionPart(document, id, level)]
    return [...head, ...rows]
  })
  return [{ is: 'list', key: 'list', title, standfirst, intro }, ...middle, { is: 'outro', key: 'outro', outro, question }]
}

function sectionPart(document: ListDocument, id: string, level: 1 | 2): CanvasPart {
  const whole = document.sections.find((section) => section.id === id)
  const { heading, body, entries } = whole ?? document.sections.flatMap(({ sections }) => sections).find((section) => section.id === id)!
  const count = entries.length + (whole?.sections ?? []).reduce((sum, inside) => sum + inside.entries.length, 0)
  return { is: 'section', key: `section:${id}`, id, heading, body, level, count }
}

/** What is open when somebody writes in a part. */
export function selectionOf(part: CanvasPart): Selection {
  if (part.is === 'entry') return { of: 'entry', id: part.entry.id }
  return part.is === 'section' ? { of: 'section', id: part.id } : { of: 'list' }
}

export function isOpenIn(part: CanvasPart, selection: Selection): boolean {
  const open = selectionOf(part)
  return open.of === 'list' || selection.of === 'list' ? open.of === selection.of : open.of === selection.of && open.id === selection.id
}

/** Whether two drawings of the middle would be the same. What is open draws itself: its words are not compared. */
export const areSameParts = (before: readonly CanvasPart[], now: readonly CanvasPart[], selection: Selection): boolean =>
  before.length === now.length && before.every((part, index) => isSamePart(part, now[index]!, selection))

function isSamePart(before: CanvasPart, now: CanvasPart, selection: Selection): boolean {
  if (before.key !== now.key) return false
  if (isOpenIn(now, selection)) return true
  const known = new Map<string, unknown>(Object.entries(before))
  return Object.entries(now).every(([name, value]) => known.get(name) === value)
}

/** How high a part will be at the width of the text, in pixels; close enough for a scroll bar, until it is drawn. */
export function heightOf(part: CanvasPart): number {
  if (part.is === 'list') return 480 + linesOf(part.intro) * lineHeight
  if (part.is === 'outro') return 200 + linesOf(part.outro) * lineHeight
  if (part.is === 'section') return 130 + linesOf(part.body) * lineHeight
  const { entry } = part
  const hasPoster = entry.video !== null || entry.credits.some(({ role }) => role === 'song')
  return 240 + (entry.credits.length > 0 ? 50 : 0) + (hasPoster ? 400 : 0) + Math.max(96, linesOf(entry.body) * lineHeight)
}

const lineHeight = 31
const charactersOfLine = 75
const linesOf = (text: string) =>
  text.trim() === '' ? 0 : text.split('\n').reduce((sum, line) => sum + Math.max(0.7, Math.ceil(line.length / charactersOfLine)), 0)

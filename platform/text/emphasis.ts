import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough'

/**
 * Emphasis, strong and ~~struck out~~ text for micromark, also beside Hangul (`**빅뱅(BIGBANG)**은`), in time that grows with the text.
 * What a run of signs may do (open, close) is told by the libraries; which runs belong together is decided here, for all three at once, by the algorithm
 * of CommonMark with its lower bounds (https://spec.commonmark.org/0.31.2/#phase-2-inline-structure). micromark's own looks back over the whole
 * paragraph for each run, which takes seconds for a few thousand of them. `spend` is told what the pairs cost.
 */
export function emphasis(spend: (steps: number) => void): Extension {
  const resolveAll: Resolver = (events, context) => pairRuns(events, context, spend)
  return {
    text: {
      [asterisk]: own(cjkFriendlyExtension().text?.[asterisk], resolveAll),
      [underscore]: own(cjkFriendlyExtension().text?.[underscore], resolveAll),
      [tilde]: own(gfmStrikethroughCjkFriendly({ singleTilde: false }).text?.[tilde], resolveAll),
    },
    insideSpan: { null: [{ resolveAll }] },
    attentionMarkers: { null: [tilde] },
  } as unknown as Extension
}

type Extension = ReturnType<typeof cjkFriendlyExtension>
type Construct = { name?: string; resolveAll?: Resolver; tokenize?: unknown }
type Point = { offset: number; column: number; _bufferIndex: number }
type Token = { type: string; start: Point; end: Point; _open?: boolean; _close?: boolean }
type Event = ['enter' | 'exit', Token, Context]
type Context = { sliceSerialize(token: Token): string }
type Resolver = (events: Event[], context: Context) => Event[]

const [asterisk, underscore, tilde] = [42, 95, 126]
/** A longer run is a line that somebody drew. */
const maxSigns = 20
const runTypes = new Set(['attentionSequence', 'strikethroughSequenceTemporary'])

// The libraries name theirs as the core does, which is disabled by its name.
const own = (construct: unknown, resolveAll: Resolver) => ({ ...(construct as Construct), name: 'emphasis', resolveAll })

/** A run of signs. `left` of its signs are not used yet, from `from` on; those before it close, those after it open. */
type Run = { event: number; marker: string; length: number; opens: boolean; closes: boolean; from: number; left: number; closing: Pair[]; opening: Pair[] }
type Pair = { kind: Kind; start: Point; textStart: Point; textEnd: Point; end: Point }
type Kind = 'emphasis' | 'strong' | 'strikethrough'

/** What a pair costs: it becomes an element, with tokens for its signs and its words. */
const stepsForPair = 500

function pairRuns(events: Event[], context: Context, spend: (steps: number) => void): Event[] {
  const runs = runsOf(events, context)
  if (runs.length === 0) return events
  pair(runs, events)
  spend(runs.reduce((sum, { opening }) => sum + opening.length, 0) * stepsForPair)
  const result = written(runs, events, context)
  // The caller keeps the array that it gave.
  events.length = 0
  for (const event of result) events.push(event)
  return events
}

function runsOf(events: Event[], context: Context): Run[] {
  const runs: Run[] = []
  events.forEach(([kind, token], event) => {
    if (kind !== 'enter' || !runTypes.has(token.type)) return
    const marker = context.sliceSerialize(token)
    const usable = marker.length <= maxSigns
    const [opens, closes] = [usable && token._open === true, usable && token._close === true]
    runs.push({ event, marker: marker[0]!, length: marker.length, opens, closes, from: 0, left: marker.length, closing: [], opening: [] })
  })
  return runs
}

/** Finds which runs belong together. `open` holds those that may still open; below a bound there is none for such a closer. */
function pair(runs: Run[], events: Event[]) {
  const open: Run[] = []
  const bounds = new Map<string, number>()
  for (const closer of runs) {
    const key = `${closer.marker}${closer.opens ? '+' : '-'}${closer.marker === '~' ? 0 : closer.length % 3}`
    while (closer.closes && closer.left > 0) {
      let at = open.length - 1
      const bound = bounds.get(key) ?? 0
      while (at >= bound && !fit(open[at]!, closer)) at--
      if (at < bound) {
        bounds.set(key, open.length)
        break
      }
      const opener = open[at]!
      join(opener, closer, events)
      open.length = opener.left > 0 ? at + 1 : at
      for (const [other, bound] of bounds) if (bound > open.length) bounds.set(other, open.length)
    }
    if (closer.opens && closer.left > 0) open.push(closer)
  }
}

function fit(opener: Run, closer: Run): boolean {
  if (opener.marker !== closer.marker) return false
  if (opener.marker === '~') return opener.length === closer.length
  const either = opener.closes || closer.opens
  return !(either && closer.length % 3 !== 0 && (opener.length + closer.length) % 3 === 0)
}

/** Joins the innermost signs of two runs. */
function join(opener: Run, closer: Run, events: Event[]) {
  const use = opener.left > 1 && closer.left > 1 ? 2 : 1
  const kind: Kind = opener.marker === '~' ? 'strikethrough' : use === 2 ? 'strong' : 'emphasis'
  const [{ start: openerStart }, { start: closerStart }] = [events[opener.event]![1], events[closer.event]![1]]
  const inner = opener.from + opener.left
  const joined: Pair = {
    kind,
    start: moved(openerStart, inner - use),
    textStart: moved(openerStart, inner),
    textEnd: moved(closerStart, closer.from),
    end: moved(closerStart, closer.from + use),
  }
  opener.left -= use
  closer.left -= use
  closer.from += use
  opener.opening.push(joined)
  closer.closing.push(joined)
}

// A run never crosses the end of a line, so its points differ in these alone.
const moved = (point: Point, by: number): Point => ({ ...point, column: point.column + by, offset: point.offset + by, _bufferIndex: point._bufferIndex + by })

/** The events with each run as what it became: ends of pairs, signs that are left as text, beginnings of pairs. */
function written(runs: Run[], events: Event[], context: Context): Event[] {
  const result: Event[] = []
  let next = 0
  const groups = new Map<Pair, { group: Token; text: Token }>()
  for (const run of runs) {
    while (next < run.event) result.push(events[next++]!)
    next = run.event + 2
    const add = (kind: Event[0], token: Token) => result.push([kind, token, context])
    const whole = (token: Token) => (add('enter', token), add('exit', token))
    for (const pair of run.closing) {
      const { group, text } = groups.get(pair)!
      add('exit', text)
      whole({ type: `${pair.kind}Sequence`, start: pair.textEnd, end: pair.end })
      add('exit', group)
    }
    const { start } = events[run.event]![1]
    if (run.left > 0) whole({ type: 'data', start: moved(start, run.from), end: moved(start, run.from + run.left) })
    for (const pair of run.opening.toReversed()) {
      const group = { type: pair.kind, start: pair.start, end: pair.end }
      const text = { type: `${pair.kind}Text`, start: pair.textStart, end: pair.textEnd }
      groups.set(pair, { group, text })
      add('enter', group)
      whole({ type: `${pair.kind}Sequence`, start: pair.start, end: pair.textStart })
      add('enter', text)
    }
  }
  while (next < events.length) result.push(events[next++]!)
  return result
}

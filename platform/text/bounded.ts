import * as core from 'micromark-core-commonmark'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmTable } from 'micromark-extension-gfm-table'
import { emphasis } from './emphasis'
import { spoilerMark } from './spoilers'

/** The text asks for more work than it may. */
export class TooMuchWork extends Error {
  override name = 'TooMuchWork'
}

/**
 * Counts the work of one parse and throws `TooMuchWork` beyond `limit`: characters that are read (again and again, where a construct looks
 * ahead and fails) and events that are walked over. The count is the same on every machine, so a text is never shown in two ways.
 */
export class Meter {
  used = 0
  constructor(private readonly limit: number) {}

  spend(steps: number) {
    this.used += steps
    if (this.used > this.limit) throw new TooMuchWork()
  }
}

type Code = number | null
type State = (code: Code) => State | undefined
type Try = (construct: unknown, ok: State, nok?: State) => State
type Effects = { consume: (code: Code) => void; enter: (type: string, fields?: object) => Token; attempt: Try; check: Try; metered?: true }
type Token = { type: string; start: { offset: number }; _balanced?: boolean }
type Context = { events: ['enter' | 'exit', Token, unknown][]; _labelStarts?: Token[]; now(): { offset: number; line: number }; parser: { defined: string[] } }
type Tokenize = (this: Context, effects: Effects, ok: State, nok: State) => State
type Construct = { name?: string; tokenize: Tokenize }
type Container = Construct & { continuation: { tokenize: Tokenize } }

/** What a token costs, from its making to the HTML, beside a character of plain words (measured). */
export const stepsForToken = 50

/** Rows and cells are moved into their table one by one when all of it was read. */
const stepsForTableToken = 120

/** What a line and a block in it cost beside their tokens: each has tokenizers of its own. */
const stepsForBlock = 200

/** What a thing costs more that writers have no use for in numbers: signs of emphasis directly after others, brackets in brackets. */
const stepsForOddity = 1000

/** How many quotes, lists and notes may stand in one another; what would open more is text. */
const maxContainers = 8
const usualContainers = 3

/**
 * The syntax of CommonMark, of tables, emphasis, (`footnotes`) notes and (`spoilers`) their strokes with every construct counted, so that a parse stops when the meter is used up. It replaces
 * the constructs of micromark's core, whose names are disabled; those here are called “bounded …”.
 */
export function bounded(meter: Meter, { footnotes, spoilers = false }: { footnotes: boolean; spoilers?: boolean }) {
  const count = (construct: unknown, cost: (context: Context) => number = () => 0) => {
    const { name, tokenize, ...rest } = construct as Construct
    return {
      ...rest,
      name: boundedName(name!),
      tokenize(this: Context, effects: Effects, ok: State, nok: State): State {
        read(effects, meter)
        meter.spend(cost(this))
        return tokenize.call(this, effects, ok, nok)
      },
    }
  }
  const { document: noteText, text: noteCall } = gfmFootnote() as Record<string, Record<number, unknown>>
  const signs = emphasis((steps) => meter.spend(steps))
  const text = signs.text as Record<number, unknown>
  const escapes = [count(core.hardBreakEscape), count(core.characterEscape)]
  return {
    document: containers(meter, footnotes ? noteText![code('[')] : undefined),
    flowInitial: { [tab]: count(core.codeIndented), [virtualSpace]: count(core.codeIndented), [code(' ')]: count(core.codeIndented) },
    contentInitial: { [code('[')]: count(core.definition) },
    flow: {
      null: count((gfmTable().flow as { null: unknown }).null),
      [code('#')]: count(core.headingAtx, () => stepsForBlock),
      [code('-')]: [count(core.setextUnderline, allEvents), count(core.thematicBreak)],
      [code('=')]: count(core.setextUnderline, allEvents),
      [code('*')]: count(core.thematicBreak),
      [code('_')]: count(core.thematicBreak),
      [code('`')]: count(core.codeFenced),
      [code('~')]: count(core.codeFenced),
    },
    text: {
      [code('!')]: count(core.labelStartImage, afterLabel),
      [code('&')]: count(core.characterReference),
      [code('*')]: count(text[code('*')], afterRun),
      [code('_')]: count(text[code('_')], afterRun),
      [code('~')]: count(text[code('~')]),
      [code('<')]: count(core.autolink, () => stepsForOddity / 2),
      [code('[')]: [...(footnotes ? [count(noteCall![code('[')])] : []), count(core.labelStartLink, afterLabel)],
      [code('\\')]: escapes,
      [code(']')]: [count(core.labelEnd, sinceLabel), ...(footnotes ? [count([noteCall![code(']')]].flat()[0], sinceBracket)] : [])],
      [code('`')]: count(core.codeText),
      ...(spoilers ? { [code('|')]: count(spoilerMark) } : {}),
    },
    insideSpan: signs.insideSpan,
    attentionMarkers: signs.attentionMarkers,
    disable: { null: replaced.map(({ name }) => name!) },
  }
}

// How micromark calls a tab and the blanks that it stands for.
const [tab, virtualSpace] = [-2, -1]
export const boundedName = (name: string) => `bounded ${name}`
const code = (sign: string) => sign.charCodeAt(0)
const replaced = [
  ...[core.attention, core.autolink, core.blockQuote, core.characterEscape, core.characterReference, core.codeFenced, core.codeIndented, core.codeText],
  ...[core.definition, core.hardBreakEscape, core.headingAtx, core.labelEnd, core.labelStartImage, core.labelStartLink, core.list],
  ...[core.setextUnderline, core.thematicBreak],
]

/** Quotes, lists and the texts of notes: those that a line goes on with and those that it opens are counted together. */
function containers(meter: Meter, note: unknown) {
  let [line, at] = [0, new Set<number>()]
  const place = (context: Context) => {
    const now = context.now()
    if (now.line !== line) [line, at] = [now.line, new Set()]
    // The same place is tried more than once.
    at.add(now.offset)
    return at.size
  }
  // A quote goes on by its own sign and a list by its next item, which the core asks its own constructs for: those are disabled, so ours answer.
  const ours = new Map<unknown, object>([[core.thematicBreak, { ...core.thematicBreak, name: boundedName('thematicBreak') }]])
  const asking = (effects: Effects): Effects => {
    const answered =
      (ask: Try): Try =>
      (construct, ok, nok) =>
        ask(ours.get(construct) ?? construct, ok, nok)
    return Object.assign(Object.create(effects) as Effects, { attempt: answered(effects.attempt), check: answered(effects.check) })
  }
  const limited = (construct: unknown): object => {
    const { name, tokenize, continuation, ...rest } = construct as Container
    const made = {
      ...rest,
      name: boundedName(name!),
      tokenize(this: Context, effects: Effects, ok: State, nok: State): State {
        read(effects, meter)
        meter.spend(stepsForBlock)
        const depth = place(this)
        if (depth > usualContainers) meter.spend(stepsForOddity)
        return depth > maxContainers ? nok : tokenize.call(this, asking(effects), ok, nok)
      },
      continuation: {
        ...continuation,
        tokenize(this: Context, effects: Effects, ok: State, nok: State): State {
          place(this)
          return continuation.tokenize.call(this, asking(effects), ok, nok)
        },
      },
    }
    ours.set(construct, made)
    return made
  }
  const list = limited(core.list)
  const bullets = [...'*+-0123456789'].map((sign) => [code(sign), list])
  const beginLine = (effects: Effects, _: State, nok: State) => {
    read(effects, meter)
    meter.spend(stepsForBlock)
    return nok
  }
  // Asked at the beginning of each line, and never there.
  const everyLine = { name: 'bounded line', tokenize: beginLine }
  return { ...Object.fromEntries(bullets), null: everyLine, [code('>')]: limited(core.blockQuote), ...(note ? { [code('[')]: limited(note) } : {}) }
}

/** From now on the tokenizer that these effects belong to counts what it does: they are one object for all constructs in it. */
function read(effects: Effects, meter: Meter) {
  if (effects.metered) return
  const { consume, enter } = effects
  effects.metered = true
  effects.consume = (code) => {
    meter.spend(1)
    consume(code)
  }
  effects.enter = (type, fields) => {
    meter.spend(type.startsWith('table') ? stepsForTableToken : stepsForToken)
    return enter(type, fields)
  }
}

/** A heading by underline copies the events of everything before it. */
const allEvents = ({ events }: Context) => events.length * 4

const follows = ({ events }: Context, ...types: string[]) => types.includes(events.at(-1)?.[1].type ?? '')
const afterRun = (context: Context) => (follows(context, 'attentionSequence') ? stepsForOddity : stepsForToken)
const afterLabel = (context: Context) => (follows(context, 'labelLink', 'labelImage') ? stepsForOddity : 0)

/** The text since the bracket that opened is compared, and its events are gone over, at each bracket that closes. */
function sinceLabel({ _labelStarts = [], now, parser }: Context): number {
  const opened = _labelStarts.findLast(({ _balanced }) => !_balanced)
  return opened ? now().offset - opened.start.offset + parser.defined.length : 0
}

/** How far back a note's call looks for its bracket. */
function sinceBracket({ events }: Context): number {
  for (let index = events.length - 1; index >= 0; index--) {
    if (['labelImage', 'gfmFootnoteCall', 'labelLink', 'label', 'image', 'link'].includes(events[index]![1].type)) return events.length - index
  }
  return events.length
}

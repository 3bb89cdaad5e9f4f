import type { Element, ElementContent } from 'hast'
import type { Nodes, Parents, PhrasingContent, Root, Text } from 'mdast'

/** Words between two pairs of strokes, `||she leaves||`: readers ask for them before they see them. */
export type Spoiler = { type: 'spoiler'; number: number; children: PhrasingContent[]; position?: Text['position'] }
type Mark = { type: 'spoilerMark'; opens: boolean; closes: boolean; position?: Text['position'] }
type Part = PhrasingContent | Spoiler | Mark

type Code = number | null
type State = (code: Code) => State | undefined
type Token = { _open?: boolean; _close?: boolean }
type Effects = { enter(type: string): Token; exit(type: string): Token; consume(code: Code): void }

const stroke = 124
const isBlank = (code: Code) => code === null || code <= 32 || /\s/.test(String.fromCharCode(code))

/** Two strokes, and not three. They may open beside what follows, and close beside what is before them. For micromark. */
export const spoilerMark = {
  name: 'spoilerMark',
  tokenize(this: { previous: Code }, effects: Effects, ok: State, nok: State): State {
    const before = this.previous
    const end: State = (code) => {
      if (code === stroke) return nok(code)
      Object.assign(effects.exit('spoilerMark'), { _open: !isBlank(code), _close: !isBlank(before) })
      return ok(code)
    }
    const second: State = (code) => {
      if (code !== stroke) return nok(code)
      effects.consume(code)
      return end
    }
    return (code) => {
      if (before === stroke) return nok(code)
      effects.enter('spoilerMark')
      effects.consume(code)
      return second
    }
  },
}

type Compiler = { enter(node: unknown, token: unknown): void; exit(token: unknown): void }

export const spoilerMarkFromMarkdown = () => ({
  enter: {
    spoilerMark(this: Compiler, token: Token) {
      this.enter({ type: 'spoilerMark', opens: token._open === true, closes: token._close === true }, token)
    },
  },
  exit: {
    spoilerMark(this: Compiler, token: Token) {
      this.exit(token)
    },
  },
})

/** Finds which strokes belong together: in the same paragraph, and in the same emphasis. Others are text, as before there were spoilers; so they are in links. */
export function pairSpoilers(tree: Root): void {
  let number = 0
  const waiting: { node: Parents; isClosed: boolean }[] = [{ node: tree, isClosed: false }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, isClosed } = next
    const inside = isClosed || node.type === 'link' || node.type === 'linkReference'
    if (node.children.some(isMark)) node.children = paired(node.children as Part[], inside ? null : () => ++number) as never
    for (const child of node.children) {
      const part = child as Part | Nodes
      if ('children' in part) waiting.push({ node: part as Parents, isClosed: inside || part.type === 'spoiler' })
    }
  }
}

const isMark = (node: unknown): node is Mark => (node as Mark).type === 'spoilerMark'

function paired(parts: readonly Part[], count: (() => number) | null): Part[] {
  const done: Part[] = []
  let open = -1
  for (const part of parts) {
    if (count && open >= 0 && isMark(part) && part.closes && done.length > open + 1) {
      const [first, ...children] = done.splice(open)
      const position = first?.position && part.position && { start: first.position.start, end: part.position.end }
      done.push({ type: 'spoiler', number: count(), children: asText(children) as PhrasingContent[], position })
      open = -1
    } else {
      if (isMark(part) && part.opens) open = done.length
      done.push(part)
    }
  }
  return asText(done)
}

/** Strokes that hide nothing are one text with what stands beside them. */
function asText(parts: readonly Part[]): Part[] {
  const done: Part[] = []
  for (const part of parts) {
    const text: Part = isMark(part) ? { type: 'text', value: '||', position: part.position } : part
    const last = done.at(-1)
    if (text.type !== 'text' || last?.type !== 'text') done.push(text)
    else
      done[done.length - 1] = {
        type: 'text',
        value: last.value + text.value,
        position: last.position && text.position && { start: last.position.start, end: text.position.end },
      }
  }
  return done
}

/**
 * A button and what it shows, both of which browsers know by themselves: without scripts, by the keyboard, and told to screen readers. No `<details>`: it cannot stand
 * in a paragraph. Nothing else here is a `bdi`.
 */
export const spoilerElements = (id: string, children: ElementContent[]): Element[] => [
  { type: 'element', tagName: 'button', properties: { type: 'button', popoverTarget: id }, children: [{ type: 'text', value: 'Spoiler' }] },
  { type: 'element', tagName: 'bdi', properties: { id, popover: 'auto' }, children },
]

export const spoilerSchema = {
  tagNames: ['button', 'bdi'],
  attributes: {
    button: [
      ['type', 'button'],
      ['popoverTarget', /^note_/],
    ],
    bdi: [
      ['id', /^note_/],
      ['popover', 'auto'],
    ],
  },
} as const

/** Whether a piece of HTML made here hides something. */
export const hasSpoiler = (html: string | undefined) => html?.includes(' popovertarget="') ?? false

const spoilerHtml = /<button type="button" popovertarget="[^"]*">([^<]*)<\/button><bdi [^>]*>.*?<\/bdi>/gs

/** HTML for programs that do not know how to hide: each spoiler is a link to the page. */
export const withSpoilerLinks = (html: string, href: string): string => (hasSpoiler(html) ? html.replaceAll(spoilerHtml, `<a href="${href}">$1</a>`) : html)

/** The words of HTML without what they hide. */
export const withoutSpoilers = (html: string): string => (hasSpoiler(html) ? html.replaceAll(spoilerHtml, '…') : html)

/** A text that cannot be read as Markdown, without what it hides. */
export const hideSpoilers = (text: string): string => text.replaceAll(/\|\|(?=[^\s|])[^|]*(?:\|(?!\|)[^|]*)*\|\|/g, '…')

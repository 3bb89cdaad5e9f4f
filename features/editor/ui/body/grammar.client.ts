'use client'

import { Facet, type EditorState } from '@codemirror/state'
import type { Tree } from '@lezer/common'
import { parser as commonmark, Table, type DelimiterType, type InlineContext, type MarkdownConfig } from '@lezer/markdown'

/** What stands beside a run of signs decides what the run may do, also beside Hangul: the rules of micromark-extension-cjk-friendly, which the page reads by. */
type Side = { space: boolean; sign: boolean; foreign: boolean; cjk: boolean; marker: boolean }

const punctuation = /^[\p{P}\p{S}]/u
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uffdc\uffe0-\uffee\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u
const isCjk = (character: string) => (wide.test(character) && !/^\p{Emoji_Presentation}/u.test(character)) || /^\p{sc=Hangul}/u.test(character)

function sideOf(character: string): Side {
  const [space, sign, cjk] = [/^(\s|$)/.test(character), punctuation.test(character), isCjk(character)]
  return { space, sign, foreign: sign && !cjk, cjk, marker: /^[*_]/.test(character) }
}

const characterBefore = (cx: InlineContext, at: number) => Array.from(cx.slice(Math.max(cx.offset, at - 2), at)).at(-1) ?? ''
const characterAt = (cx: InlineContext, at: number) => Array.from(cx.slice(at, Math.min(cx.end, at + 2)))[0] ?? ''

function flanking(before: Side, after: Side): { left: boolean; right: boolean } {
  const openBefore = before.foreign || before.space || before.marker
  const openAfter = after.foreign || after.space || after.marker
  return {
    left: !openAfter || (after.foreign && (openBefore || before.cjk)),
    right: !openBefore || (before.foreign && (openAfter || after.cjk)),
  }
}

type Delimiter = { from: number; to: number; type: DelimiterType; side: number }
type Inside = InlineContext & { append(part: Delimiter): number }
const emphasisOf = commonmark as unknown as { inlineParsers: ((cx: InlineContext, next: number, at: number) => number)[]; inlineNames: string[] }
const standard = emphasisOf.inlineParsers[emphasisOf.inlineNames.indexOf('Emphasis')]!
/** A longer run is a line that somebody drew. */
const maxSigns = 20
const [asterisk, underscore, tilde] = [42, 95, 126]

const Emphasis: MarkdownConfig = {
  parseInline: [
    {
      name: 'Emphasis',
      parse(cx, next, at) {
        if (next !== asterisk && next !== underscore) return -1
        let end = at + 1
        while (cx.char(end) === next) end++
        const [before, after] = [sideOf(characterBefore(cx, at)), sideOf(characterAt(cx, end))]
        let { left, right } = flanking(before, after)
        // Beside the signs of a strike a run may always do both.
        if (cx.char(end) === tilde) left = true
        if (cx.char(at - 1) === tilde) right = true
        const opens = left && (next === asterisk || before.space || before.sign || !right)
        const closes = right && (next === asterisk || after.space || after.sign || !left)
        const usable = end - at <= maxSigns
        // The library alone can make runs that it pairs as emphasis: its own rule is shown neighbours that make it say what ours says.
        const neighbours = !usable ? '  ' : opens && closes ? '..' : opens ? ' a' : closes ? 'a ' : '  '
        const shim = {
          char: (place: number) => cx.char(place),
          slice: (from: number) => (from < at ? neighbours[0]! : neighbours[1]!),
          append: (part: Delimiter) => (cx as Inside).append(part),
        }
        return standard(shim as unknown as InlineContext, next, at)
      },
    },
  ],
}

const strike: DelimiterType = { resolve: 'Strikethrough', mark: 'StrikethroughMark' }
const Strikethrough: MarkdownConfig = {
  defineNodes: ['Strikethrough', 'StrikethroughMark'],
  parseInline: [
    {
      name: 'Strikethrough',
      after: 'Emphasis',
      parse(cx, next, at) {
        if (next !== tilde || cx.char(at + 1) !== tilde || cx.char(at + 2) === tilde || cx.char(at - 1) === tilde) return -1
        const [before, after] = [sideOf(characterBefore(cx, at)), sideOf(characterAt(cx, at + 2))]
        const [openBefore, openAfter] = [before.foreign || before.space, after.foreign || after.space]
        const opens = !openAfter || (after.marker && (openBefore || before.cjk))
        const closes = !openBefore || (before.marker && (openAfter || after.cjk))
        return cx.addDelimiter(strike, at, at + 2, opens, closes)
      },
    },
  ],
}

const stroke = 124
/** Two strokes, and not three. What they hide is found when emphasis is known. */
const SpoilerMarks: MarkdownConfig = {
  defineNodes: ['SpoilerMark'],
  parseInline: [
    {
      name: 'SpoilerMark',
      after: 'Emphasis',
      parse(cx, next, at) {
        if (next !== stroke || cx.char(at + 1) !== stroke || cx.char(at + 2) === stroke || cx.char(at - 1) === stroke) return -1
        return cx.addElement(cx.elt('SpoilerMark', at, at + 2))
      },
    },
  ],
}

/** `||words||`: strokes in the same paragraph and in the same emphasis, none in links and in each other, as on the page (platform/text/spoilers.ts). */
export function spoilersIn(tree: Tree, text: (from: number, to: number) => string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  const opened: (number | null)[] = []
  const isBlank = (from: number) => from < 0 || text(from, from + 1).trim() === ''
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (name === 'Link') return false
      const open = opened.at(-1) ?? null
      if (name === 'SpoilerMark' && open !== null && !isBlank(from - 1)) {
        while (found.length > 0 && found.at(-1)!.from > open) found.pop()
        found.push({ from: open, to })
        opened[opened.length - 1] = null
      } else if (name === 'SpoilerMark' && !isBlank(to)) opened[opened.length - 1] = from
      opened.push(null)
      return true
    },
    leave: () => void opened.pop(),
  })
  return found
}

const call = /^\[\^[^\s\]]+\]/
const opening = /^\[\^[^\s\]]+\]:[ \t]*/
/** `[^name]` in the words, and `[^name]: words`, with what is indented below it. */
const Footnotes: MarkdownConfig = {
  defineNodes: [
    'Footnote',
    'FootnoteMark',
    {
      name: 'FootnoteDefinition',
      block: true,
      composite(_cx, line) {
        if (line.next < 0) return true
        if (line.indent - line.baseIndent < 4) return false
        line.moveBaseColumn(line.baseIndent + 4)
        return true
      },
    },
  ],
  parseBlock: [
    {
      name: 'FootnoteDefinition',
      before: 'LinkReference',
      parse(cx, line) {
        const found = line.indent - line.baseIndent < 4 && opening.exec(line.text.slice(line.pos))
        if (!found) return false
        const from = cx.lineStart + line.pos
        cx.startComposite('FootnoteDefinition', line.pos)
        cx.addElement(cx.elt('FootnoteMark', from, from + found[0].trimEnd().length))
        line.moveBase(line.pos + found[0].length)
        return null
      },
      endLeaf: (_cx, line) => line.indent - line.baseIndent < 4 && opening.test(line.text.slice(line.pos)),
    },
  ],
  parseInline: [
    {
      name: 'Footnote',
      before: 'Link',
      parse(cx, next, at) {
        if (next !== 91 || cx.char(at + 1) !== 94) return -1
        const found = call.exec(cx.slice(at, Math.min(cx.end, at + 200)))
        return found ? cx.addElement(cx.elt('Footnote', at, at + found[0].length)) : -1
      },
    },
  ],
}

/** What the readers' renderer knows (platform/text/markdown.ts): HTML is text there, so it is text here. Where the two differ, the page is right. */
const grammar = commonmark.configure([Table, Strikethrough, Emphasis, SpoilerMarks, Footnotes, { remove: ['HTMLBlock', 'HTMLTag'] }])

/** That of a subheading, which is one line: no blocks, notes and spoilers, as in `renderInline`. */
const lineGrammar = grammar.configure({
  remove: [
    ...['LinkReference', 'IndentedCode', 'FencedCode', 'Blockquote', 'HorizontalRule', 'BulletList', 'OrderedList', 'ATXHeading', 'SetextHeading', 'Table'],
    ...['FootnoteDefinition', 'Footnote', 'SpoilerMark'],
  ],
})

/** Whether a text is one line. */
export const isLine = Facet.define<boolean, boolean>({ combine: (values) => values.includes(true) })

/** What reads a text. */
export const grammarOf = (state: EditorState) => (state.facet(isLine) ? lineGrammar : grammar)

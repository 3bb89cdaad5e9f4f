import { escapeLineStart, escapeMarkdown } from './inline-markdown'
import { isWrapped } from './wrapped'

const item = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S/

/** What nobody writes who does not mean it: code, bold, links, quotes, tables, notes, and signs that are taken back. */
const structure = [
  /^ {0,3}(?:```|~~~)/m,
  /`[^`\n]+`/,
  /(\*\*|__)(?=[^\s*_])(?:[^\n]*?[^\s*_\\])?\1/,
  /\]\(<?(?:https?:|mailto:|\/|#)/,
  /^ {0,3}\[[^\]\n]+\]:\s/m,
  /\[\^[^\]\s]+\]/,
  /^ {0,3}>[ \t]/m,
  /^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|/m,
  /\\[\\`*_#[\]>~]/,
]

/** Whether a text has the structure of Markdown: a sign here and there (*sighs*, #1, “1. ” before one line) is none. */
export function isMarkdown(text: string): boolean {
  if (structure.some((sign) => sign.test(text))) return true
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > 1 && lines.some((line) => /^ {0,3}#{1,6}[ \t]+\S/.test(line))) return true
  return lines.some((line, index) => item.test(line) && item.test(lines[index + 1] ?? ''))
}

/** The words of a line as they stand; addresses stay whole. */
function asWords(line: string): string {
  const parts = line.trim().split(/(<?https?:\/\/[^\s<>\\]+>?)/)
  return escapeLineStart(parts.map((part, index) => (index % 2 === 1 ? part : escapeMarkdown(part))).join(''))
}

/**
 * A plain text as Markdown that shows its words as they stand. Markdown stays what it is. Lines that are broken at a margin belong together; other lines are paragraphs (a messenger, an
 * editor of texts), or in a text that has paragraphs, as a song has verses, lines of them.
 */
export function plainToMarkdown(text: string): string {
  if (isMarkdown(text)) return text
  // A part of a sentence keeps its distance from the words beside it.
  if (!text.includes('\n')) return text.replace(/\S(?:.*\S)?/, asWords)
  const paragraphs = text
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(asWords),
    )
    .filter((lines) => lines.length > 0)
  const between = isWrapped(text) ? '\n' : paragraphs.length > 1 ? '\\\n' : '\n\n'
  return paragraphs.map((lines) => lines.join(between)).join('\n\n')
}

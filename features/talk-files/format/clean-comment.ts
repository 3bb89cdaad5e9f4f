import { claimsOffice, isTaken, type Protected } from '@/features/accounts/reserved-names'
import { limits } from '@/features/comments/schema'
import { cleanLine, cleanText, hasSubstance } from '@/platform/text/clean-text'
import { markdownFromHtml } from '@/platform/text/html-to-markdown'
import type { SourceComment } from './source'

/** Longer words are cut: four times what may be written here. */
const mostCharacters = limits.body * 4
const cutMark = '\n\n[…] Cut when it was brought here: it was longer.'
const oldSite = ' (from the old site)'

/** The words as our Markdown, and whether they had to be cut. */
export function wordsOf({ words, isHtml }: SourceComment): { body: string; isCut: boolean } {
  // A page’s worth of tags costs time and says nothing.
  const bounded = words.slice(0, mostCharacters * 8)
  const body = cleanText((isHtml ? markdownFromHtml(bounded).markdown : bounded).toWellFormed())
  if (!hasSubstance(body)) return { body: '', isCut: false }
  if (body.length <= mostCharacters) return { body, isCut: bounded.length < words.length }
  return {
    body:
      body
        .slice(0, mostCharacters - cutMark.length)
        .toWellFormed()
        .trimEnd() + cutMark,
    isCut: true,
  }
}

/** The name as it is shown. One that belongs to somebody here, or speaks for the site, says where it comes from: nobody has proved that they are the same. */
export function nameOf({ name }: SourceComment, staff: Protected): { name: string; isMarked: boolean } {
  const line = cleanLine(name.toWellFormed())
  if (!hasSubstance(line)) return { name: 'Anonymous', isMarked: false }
  // It may come from a site of ours, and have the mark already.
  const isMarked = !line.endsWith(oldSite) && (isTaken(line, staff) || claimsOffice(line))
  const room = limits.name - (isMarked ? oldSite.length : 0)
  return {
    name:
      line
        .slice(0, room)
        .replace(/\p{Surrogate}$/u, '')
        .trim() + (isMarked ? oldSite : ''),
    isMarked,
  }
}

const earliest = Date.UTC(1995, 0, 1)

/** A time that can be believed: after the web began, and not to come. */
export const isBelievable = (at: number | null, now: number): at is number => at !== null && at >= earliest && at <= now

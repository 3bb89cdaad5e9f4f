import { skeletons } from '@/platform/text/skeleton'

const split = (text: string) => text.split(/[^\p{L}\p{N}*]+/u).filter(Boolean)
const maxStars = 2
/** `*` stands for so many letters at the most: a star more would let one long word take minutes. */
const anyLetters = '[^ ]{0,30}'

/** What is wrong with a pattern, or null. */
export function patternFault(pattern: string): string | null {
  const stars = pattern.match(/\*/g)?.length ?? 0
  if (stars > maxStars) return `“${pattern}” has more than two *`
  return split(pattern.replaceAll('*', '')).length === 0 ? `“${pattern}” has no letter or digit` : null
}

/**
 * The first of these patterns that a text has, or null. A pattern is a word or several; `*` stands for any letters. Case, accents, width, signs between words and letters that look like
 * others (Cyrillic “а”) make no difference, as with names. “bet” is not in “better”.
 */
export function findPattern(text: string, patterns: string[]): string | null {
  if (patterns.length === 0) return null
  const forms = skeletons(text.replaceAll('*', ' ')).map((form) => ` ${split(form).join(' ')} `)
  return patterns.find((pattern) => expressionsOf(pattern).some((expression, index) => expression.test(forms[index]!))) ?? null
}

/** One for each of the two forms of a text. */
const expressionsOf = (pattern: string): RegExp[] => skeletons(pattern).map((form) => new RegExp(` ${split(form).join(' ').replaceAll('*', anyLetters)} `, 'u'))

/**
 * The word before what a reader says of their favourite. It is translated with the others, so whoever looks for it in what was typed takes it from here: readers type it in
 * English and in the language of the interface.
 */
export const becauseWord = 'Because'

/** What was typed without the word at its beginning, after `start` where it is HTML. */
export const withoutWord = (text: string, start = '', word = becauseWord): string => text.replace(patternOf(start, word), start)

const patternOf = (start: string, word: string) =>
  new RegExp(`^${start}(?:because|${word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')})(?![\\p{L}\\p{N}])[\\s,:…]*`, 'iu')

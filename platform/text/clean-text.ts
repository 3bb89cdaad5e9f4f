/** Cleans text that people typed: removes control characters, direction marks and towers of combining marks. */

// Controls (but tab and new line), halves of characters that no database takes, and marks that turn the direction of everything after them.
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff\ufeff]|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069]/gu
// Emoji are built with one joiner at a time; letters carry a few marks, not towers of them.
const invisibleRuns = /([\u200b-\u200d\u2060]){2,}/gu
const towers = /(\p{M}{4})\p{M}+/gu

const tidy = (text: string) => text.normalize('NFC').replaceAll(unwanted, '').replaceAll(invisibleRuns, '$1').replaceAll(towers, '$1')

/** Several lines: no spaces at the ends, no more than one empty line together. */
export const cleanText = (text: string) =>
  tidy(text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n'))
    // The look-behind tries a run of spaces once: without it a long run takes seconds.
    .replaceAll(/(?<![^\S\n])[^\S\n]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()

/** One line. */
export const cleanLine = (text: string) => tidy(text.replaceAll(/\s+/g, ' ')).replaceAll(/\s+/g, ' ').trim()

/** Whether there is anything to see: spaces, zero-width characters and fillers are not. */
export const hasSubstance = (text: string) => text.replaceAll(/[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/gu, '') !== ''

/**
 * Text as look-ups compare it: without case, accents, punctuation and blanks, so that “Bang Yong-guk”, “bang yongguk” and
 * “BANG YONG GUK” are one. Hangul is taken apart into its letters: a syllable that is still being typed begins the whole one.
 */
export const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

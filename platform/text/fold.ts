/**
 * How names and words are compared, everywhere: what is looked for and what it is looked for in are folded by these functions, the latter when it is
 * written. Safe in a browser.
 */

// Letters that no normal form takes apart. The right side is what people type who do not have them on their keyboard.
const letters: Record<string, string> = { æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', ħ: 'h', ı: 'i', ĸ: 'k', ŋ: 'n', ŧ: 't', ə: 'e' }
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

/** Letters that stand alone in our alphabet as plain ones: “Røyksopp” is “Royksopp”, “Straße” is “Strasse”. Expects lower case. */
export const plainLetters = (text: string): string => text.replace(special, (letter) => letters[letter]!)

// Hangul as it is typed, key by key. A consonant that ends a syllable is the one that may begin the next (“할” is on the way to “하루”), and two that
// end one, or two vowels in one, were typed one after the other. From U+11A8 on: the ends of syllables, as the letters that begin them.
const first = (index: number) => String.fromCharCode(0x1100 + index)
const ends = '0 1 09 2 2c 2i 3 5 50 56 57 59 5g 5h 5i 6 7 79 9 a b c e f g h i'.split(' ')
const endLetters = ends.map((end) => [...end].map((digit) => first(Number.parseInt(digit, 19))).join(''))
const vowels: Record<string, string> = { '\u116a': '\u1169\u1161', '\u116b': '\u1169\u1162', '\u116c': '\u1169\u1175', '\u116f': '\u116e\u1165', '\u1170': '\u116e\u1166', '\u1171': '\u116e\u1175', '\u1174': '\u1173\u1175' } // prettier-ignore
const asTyped = (text: string): string =>
  text.replace(/[\u11a8-\u11c2]/g, (end) => endLetters[end.charCodeAt(0) - 0x11a8]!).replace(/[\u116a-\u116c\u116f-\u1171\u1174]/g, (vowel) => vowels[vowel]!)

/**
 * Text as look-ups compare it: without case, accents, punctuation and blanks, so that “Bang Yong-guk”, “bang yongguk” and “BANG YONG GUK” are one, in
 * whatever normal form and width they come. Hangul is taken apart into its letters: a syllable that is still being typed begins the whole one.
 */
export const fold = (text: string): string =>
  asTyped(
    plainLetters(
      text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase(),
    ).replace(/[^\p{L}\p{N}]+/gu, ''),
  )

const apostrophes = /['’‘ʼʹ`´＇]/g
// “T.O.P” and “J.Y. Park” are written without blanks as often as with.
const abbreviation = /(?<![\p{L}\p{N}])\p{L}(?:\.\p{L}(?![\p{L}\p{N}]))+/gu

/** The words of a text as it is written, split at whatever is no letter, number or apostrophe: `G-Dragon’s` is `G` and `Dragons`. */
export const splitIntoWords = (text: string): string[] =>
  text
    .normalize('NFC')
    .replace(abbreviation, (letters) => letters.replaceAll('.', ''))
    .replace(apostrophes, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => fold(word) !== '')

/** The folded words of a text, in order. */
export const foldedWords = (text: string): string[] => splitIntoWords(text).map(fold)

const isSyllabic = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u

/** The longest form that is kept: nobody types more of a name before it is found. */
const maxForm = 60
const cut = (text: string) => [...text].slice(0, maxForm).join('')

/** Where somebody may begin to type a name: each form is folded, and what was typed is found when a form begins with it. */
type NameForms = {
  /** The name as a whole. */
  whole: string
  /** From each of its words on, and, in scripts without blanks inside names, from each syllable on; Hangul also by its first consonants. */
  starts: string[]
  /** From the middle of a word on. */
  middles: string[]
}

// Names are shorter; what an older version kept may not be, and has as many forms as letters.
const maxNameLength = 300

/** What is shorter is found at the beginning of words only: “GD” is no part of “Kingdom”, nor “exo” of “Mexico”. */
export const minMiddle = 4

export function nameForms(text: string): NameForms {
  const name = text.slice(0, maxNameLength)
  const words = splitIntoWords(name)
  const whole = cut(fold(name))
  const starts = new Set<string>()
  const middles = new Set<string>()
  words.forEach((word, index) => {
    const rest = words.slice(index + 1).join('')
    const characters = [...word]
    if (isSyllabic.test(word)) characters.forEach((_, at) => starts.add(cut(fold(characters.slice(at).join('') + rest))))
    else {
      starts.add(cut(fold(word + rest)))
      const folded = fold(word)
      for (let at = 1; at <= folded.length - minMiddle; at++) middles.add(folded.slice(at))
    }
  })
  const initials = initialsOf(name)
  if (initials) starts.add(initials)
  starts.delete(whole)
  return { whole, starts: [...starts].filter((form) => form !== ''), middles: [...middles].filter((form) => form !== whole && !starts.has(form)) }
}

/** The first consonants of the syllables of a Hangul name, folded: 빅뱅 is ㅂㅂ. Null for a name with fewer than two syllables. */
export function initialsOf(name: string): string | null {
  const syllables = name.normalize('NFC').match(/[가-힣]/g) ?? []
  return syllables.length < 2 ? null : syllables.map((syllable) => first(Math.floor((syllable.charCodeAt(0) - 0xac00) / 588))).join('')
}

/** Whether a folded text consists of consonants alone, as people type the initials of a name. */
export const isInitials = (folded: string): boolean => /^[\u1100-\u1112]{2,}$/.test(folded)

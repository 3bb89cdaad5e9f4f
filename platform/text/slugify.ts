import { plainLetters } from './fold'

// Revised Romanization of Korean, letter by letter, without the changes between syllables: an address, not a transcription.
const first = ['g', 'kk', 'n', 'd', 'tt', 'r', 'm', 'b', 'pp', 's', 'ss', '', 'j', 'jj', 'ch', 'k', 't', 'p', 'h']
const middle = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const last = ['', ...'k k k n n n t l k m l l l p l m p p t t ng t t k t p h'.split(' ')]

const romanize = (syllable: string) => {
  const index = syllable.codePointAt(0)! - 0xac00
  return first[Math.floor(index / 588)]! + middle[Math.floor((index % 588) / 28)]! + last[index % 28]!
}

/** Words as a slug: “G-Dragon” is `g-dragon`, “지드래곤” is `jideuraegon`. Empty when nothing of it can stand in an address. Safe in a browser. */
export function slugify(text: string, maxLength = 80): string {
  const latin = text
    .normalize('NFC')
    .replace(/[가-힣]/g, romanize)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  const slug = plainLetters(latin)
    .replace(/['’‘ʼ]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (slug.length <= maxLength) return slug
  // Cut between words where there is one near the end.
  const cut = slug.slice(0, maxLength)
  const edge = cut.lastIndexOf('-')
  return (slug[maxLength] === '-' || edge < maxLength / 2 ? cut : cut.slice(0, edge)).replace(/-+$/, '')
}

/** The first of `slug`, `slug-2`, `slug-3`… that is free. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`
    const candidate = slug.slice(0, 80 - suffix.length).replace(/-+$/, '') + suffix
    if (!isTaken(candidate)) return candidate
  }
}

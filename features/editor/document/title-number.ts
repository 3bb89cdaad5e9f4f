/** What Korean counts the things of a list with, and what else stands right behind a figure. */
const counters = '곡|선|가지|개|편|명|팀|곳'
const counter = `(?:${counters}|장면|순간|작품|노래|뮤비|뮤직비디오)`
const figures = new RegExp(`(?<![\\p{L}\\p{N}-])(\\d{1,3})(?:(?=${counter})|(?![\\p{L}\\p{N}-]))`, 'u')

// “One” is seldom a count: “The one that got away”.
const english = 'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(' ')
/** Before the thing that is counted; “Two, three” and “Seven: …” count nothing. */
const spelt = new RegExp(`(?<![\\p{L}\\p{N}-])(${english.join('|')})(?=\\s+\\p{L})`, 'iu')

// 한 is as often “that did”: 1위를 한 노래.
const ones = ['', '', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉']
const tens = ['열', '열한', ...ones.slice(2).map((word) => `열${word}`)]
const korean = new Map([...ones.map((word, n) => [word, n] as const).slice(2), ...tens.map((word, n) => [word, 10 + n] as const), ['스무', 20] as const])
const native = new RegExp(`(?<![\\p{L}\\p{N}])(${[...korean.keys()].toSorted((a, b) => b.length - a.length).join('|')})\\s?(?=(?:${counters}))`, 'u')

/** How many entries a title promises: a number that stands alone (not a year, not 2NE1) or before a Korean counter, or a word for one. Names in quotation marks count nothing. */
export function numberIn(title: string): number | null {
  const words = title.replaceAll(/“[^“”]*”|"[^"]*"|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|《[^《》]*》|〈[^〈〉]*〉|«[^«»]*»/gu, ' “” ')
  const figure = figures.exec(words)?.[1]
  if (figure !== undefined) return Number(figure)
  const word = spelt.exec(words)?.[1]
  if (word !== undefined) return english.indexOf(word.toLowerCase()) + 2
  const count = native.exec(words)?.[1]
  return count === undefined ? null : korean.get(count)!
}

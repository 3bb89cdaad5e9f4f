import type { CreditNames } from './quoted'

export type Label = keyof CreditNames | 'song' | 'video' | 'heading'

const labels: [Label, RegExp][] = [
  ['artist', /^(?:artists?|singers?|groups?|band|by|performed by|가수|아티스트|그룹)$/i],
  ['song', /^(?:songs?|track|single|title track|곡|곡명|노래|제목)$/i],
  ['lead', /^(?:starring|stars?|actors?|actress(?:es)?|leads?|cast|배우|출연|주연)$/i],
  ['filmed-in', /^(?:filmed (?:in|at)|shot (?:in|at)|locations?|places?|where|city|촬영지|촬영 장소|장소|위치)$/i],
  ['director', /^(?:directors?|directed by|감독)$/i],
  ['featured', /^(?:feat(?:uring|\.)?|피처링)$/i],
  ['with', /^(?:with|함께)$/i],
  ['cameo', /^(?:cameos?|카메오)$/i],
  ['video', /^(?:videos?|watch|mv|m\/v|link|youtube|뮤직비디오|영상)$/i],
]

/** What a column of a table holds, by its head. */
export function columnOf(head: string): Label | 'number' | null {
  const words = head.trim()
  if (/^(?:#|no\.?|nr\.?|rank|place no\.?|순위|번호)$/i.test(words)) return 'number'
  if (/^(?:title|song title|music video|mv|m\/v|video|뮤직비디오)$/i.test(words)) return 'song'
  const found = labels.find(([, pattern]) => pattern.test(words))?.[0]
  if (found) return found
  // “Debut song”, “Lead single”, “Winning act”.
  if (/^(?:\S+\s+){1,2}(?:song|track|single)s?$|\S(?:곡|노래)$/i.test(words)) return 'song'
  return /^(?:\S+\s+){0,2}(?:artists?|acts?|group|singer)s?$/i.test(words) ? 'artist' : null
}

/** `Artist: X`, `가수: X`: what a line under a heading says of its entry. */
export function readLabel(text: string): { role: Label; value: string } | null {
  const found = /^([\p{L}\p{N} ./]{1,20})\s*[:：]\s*(\S.*)$/su.exec(text)
  const label = found && labels.find(([, pattern]) => pattern.test(found[1]!.trim()))
  return label ? { role: label[0], value: found[2]!.trim() } : null
}

/** What a line says to be of the whole article, not of an entry. */
export const partLabels = {
  title: /^(?:title|headline|제목)\s*[:：]\s*/i,
  standfirst: /^(?:standfirst|subtitle|dek|deck|sub-?heading|summary|부제|요약)\s*[:：]\s*/i,
  intro: /^(?:intro(?:duction)?|lead-?in|들어가며|서문)\s*[:：]\s*/i,
  outro: /^(?:outro|conclusion|closing(?: words)?|맺음말)\s*[:：]\s*/i,
  question: /^(?:question|질문)\s*[:：]\s*/i,
}
export const isPartLabel = (text: string): boolean => Object.values(partLabels).some((pattern) => pattern.test(text))

/** `Song: “X” – Artist: Y` on one line: where each value stands. Null unless it names a song and who sings it. */
export function inlineLabels(text: string): { role: Label; from: number; to: number }[] | null {
  if (text.length > 300) return null
  const found = [...text.matchAll(/(?:^|\s[–—|/·-]\s+|[,;]\s+|\s{2,}|\t)([\p{L} /]{1,20}?)\s*[:：]\s*(?=\S)/gu)].flatMap((one) => {
    const role = labels.find(([, pattern]) => pattern.test(one[1]!.trim()))?.[0]
    return role ? [{ role, at: one.index, from: one.index + one[0].length }] : []
  })
  const roles = found.map(({ role }) => role)
  if (!roles.includes('song') || !roles.includes('artist')) return null
  return found.map(({ role, from }, index) => ({ role, from, to: found[index + 1]?.at ?? text.length }))
}

/** What a line says of its entry that has no field: it stays in the prose, and is no heading. */
const detail = /^(?:albums?|released?|release date|year|genre|label|length|ep|mini album|앨범|발매일?|장르)\s*[:：]/i
export const isDetail = (text: string): boolean => text.length <= 120 && (readLabel(text) !== null || detail.test(text))

export function isLabel(text: string, roles: readonly Label[]): boolean {
  const label = readLabel(text)
  return label !== null && roles.includes(label.role)
}

import { skeletons } from '@/platform/text/skeleton'

/** Words that say of somebody that they speak for the site. Whole words, in any letters that look like these. */
const words = [
  'admin', 'admins', 'administrator', 'moderator', 'moderators', 'owner', 'staff', 'official', 'webmaster', 'sysadmin', 'postmaster',
  '관리자', '운영자', '운영진', '공식', '스태프', '매니저', '에디터', '管理員', '管理员', '管理人', '管理者', 'スタッフ', '公式', '官方',
] // prettier-ignore
/** Names that say so when they are all there is. */
const wholeNames = ['mod', 'mods', 'editor', 'editors', 'author', 'system', 'root', 'support', 'moderation', 'editorial']

const compact = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '')
const formsOf = (name: string) => [...new Set(skeletons(name).map(compact))].filter(Boolean)
const wordsOf = (name: string) => [...new Set(skeletons(name).flatMap((form) => form.split(/[^\p{L}\p{N}]+/u)))].filter(Boolean)

const reservedWords = new Set(words.flatMap(formsOf))
const reservedNames = new Set(wholeNames.flatMap(formsOf))
/** A name as long as this is not somebody else's by chance, when it stands within another one. */
const leastWithin = 8

export type Protected = { exact: Set<string>; within: string[] }

/** Names that nobody else may use, in the forms that are compared. */
export function protect(names: string[]): Protected {
  const exact = new Set(names.flatMap(formsOf))
  return { exact, within: [...exact].filter((form) => [...form].length >= leastWithin) }
}

/** Whether a name is one of those, or looks like one, or has a long one within it: “Blackjack desk 2”. Digits and signs around it make no difference. */
export const isTaken = (name: string, { exact, within }: Protected): boolean =>
  formsOf(name).some((form) => exact.has(form) || within.some((one) => form.includes(one)))

/** Whether a name says that it speaks for the site: “Mina (staff)”, “The 0wner”. */
export const claimsOffice = (name: string): boolean =>
  wordsOf(name).some((word) => reservedWords.has(word)) || formsOf(name).some((form) => reservedNames.has(form) || reservedWords.has(form))

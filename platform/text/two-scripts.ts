const isHangul = (words: string) => /\p{Script=Hangul}/u.test(words)
const isVersion =
  /\b(?:remix|ver(?:sion|\.)?|live|inst(?:rumental|\.)?|acoustic|original|remaster(?:ed)?|mix|edit|feat|ft|prod|with|mv|ost|part|pt)\b|^(?:배우|가수|그룹|여자|남자|원곡|솔로)/i

/** A name and the same in another script: “긴 꿈 (A Long Dream)”, “aespa(에스파)”. */
export function inTwoScripts(words: string): { name: string; also: string } | null {
  const found = /^(\S.*?)\s*[(（[]([^()[\]（）]{1,80})[)）\]]$/u.exec(words.trim())
  if (!found) return null
  const [, name, also] = found as unknown as [string, string, string]
  const differs = isHangul(name) !== isHangul(also) && /\p{L}/u.test(name) && /\p{L}/u.test(also)
  return differs && !isVersion.test(also) && !/[,;/&]/.test(also) ? { name, also: also.trim() } : null
}

/** What somebody typed as a name and the same in Hangul; '' where one of them is not there. */
export function withHangul(words: string): { name: string; hangul: string } {
  const both = inTwoScripts(words)
  if (!both) return isHangul(words) ? { name: '', hangul: words } : { name: words, hangul: '' }
  return isHangul(both.name) ? { name: both.also, hangul: both.name } : { name: both.name, hangul: both.also }
}

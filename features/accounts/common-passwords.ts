import { fold } from '@/platform/text/fold'
import { commonPasswords } from './common-passwords.list'

/** What readers of lists about Korean pop type first, whatever stands on their site: groups, and the field's own words. */
const ofTheField = `
aespa astro ateez babymonster bangtan bangtanboys bigbang blackpink boynextdoor bts btob btsarmy blink cravity day6 enhypen everglow exo fiftyfifty fromis9 gfriend gidle
girlsgeneration got7 highlight illit ikon infinite itzy ive katseye kissoflife kpop kpopdemonhunters lesserafim lightstick loona mamamoo mblaq meovv momoland monstax nct nct127
nctdream nctwish newjeans nmixx oneus p1harmony pentagon plave redvelvet riize sf9 shinee shinhwa snsd stayc straykids superjunior superm tomorrowxtogether treasure triples
tvxq twice txt vixx wannaone wayv weeekly wonderworld xdinaryheroes zerobaseone 2ne1 2pm 4minute
aegyo annyeong bias biaswrecker comeback daebak fandom fighting hallyu hwaiting idol kdrama kimchi maknae oppa photocard sarang saranghae seoul soloist stan unnie
블랙핑크 방탄소년단 트와이스 빅뱅 엑소 세븐틴 뉴진스 에스파 르세라핌 아이브 스트레이키즈 소녀시대 샤이니 레드벨벳 마마무 사랑해 대한민국 아이돌 케이팝 응원봉`
  .trim()
  .split(/\s+/)

let kept: Set<string> | undefined
const isCommon = (text: string) => (kept ??= new Set(commonPasswords.trim().split(/\s+/))).has(text)

/** Letters as they are written in words: “P@ssw0rd” is “password”. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll('@', 'a').replaceAll('$', 's')
const lettersAndDigits = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '')
const withoutEnds = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
/** Zeros within a word are O’s. */
const withoutZeros = (text: string) => text.replace(/(?<=\p{L})0(?=\p{L})/gu, 'o')

const leastOfOwn = 4 // characters of a name that make it worth looking for
const leastBesides = 6 // characters that a password must have besides one’s own words

/**
 * Whether a password is among the first that are tried (NIST SP 800-63B, 5.1.1.2; OWASP ASVS 6.2.4, 6.2.11): a common one, a common word with digits or signs
 * at its ends, a word of this field with digits, or hardly more than words that anybody can connect with the account: `own`, such as its name and address.
 */
export function isGuessable(password: string, own: string[]): boolean {
  const typed = plain(password)
  const forms = [typed, lettersAndDigits(typed)].flatMap((text) => [text, withoutZeros(text)]).flatMap((text) => [text, withoutEnds(text)])
  if (forms.some(isCommon) || isNameWithDigits(password, ofTheField)) return true
  let rest = lettersAndDigits(typed)
  const words = own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).map((text) => lettersAndDigits(plain(text)))
  for (const word of words.filter((one) => [...one].length >= leastOfOwn).sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '')
  return [...rest].length < leastBesides
}

/** A password as names are compared: as it is, and without what is no letter before the first one. Where a name in it may begin. */
export const beginningsOf = (password: string): string[] => [...new Set([fold(password), fold(password).replace(/^[^\p{L}]+/u, '')])]

/** Whether a password is one of these names, once or more often, with nothing but digits and signs around it. */
export function isNameWithDigits(password: string, names: readonly string[]): boolean {
  const typed = fold(password)
  return names
    .map(fold)
    .filter((name) => /\p{L}/u.test(name) && [...name].length > 1)
    .some((name) => typed.includes(name) && /^\p{N}*$/u.test(typed.replaceAll(name, '')))
}

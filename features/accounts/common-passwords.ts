import { config } from '@/platform/config'
import { invalid } from '@/platform/errors'
import { commonPasswords } from './common-passwords.list'

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
 * at its ends, or hardly more than words that anybody can connect with the account: `own`, such as its name and address.
 */
export function isGuessable(password: string, own: string[]): boolean {
  const typed = plain(password)
  const forms = [typed, lettersAndDigits(typed)].flatMap((text) => [text, withoutZeros(text)]).flatMap((text) => [text, withoutEnds(text)])
  if (forms.some(isCommon)) return true
  let rest = lettersAndDigits(typed)
  const words = own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).map((text) => lettersAndDigits(plain(text)))
  for (const word of words.filter((one) => [...one].length >= leastOfOwn).sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '')
  return [...rest].length < leastBesides
}

/** Refuses a new password that is easy to guess. Throws invalid (422), with the message beside `field`. */
export function refuseGuessable(password: string, account: { name: string; email: string }, field = 'password'): void {
  if (!isGuessable(password, [account.name, account.email, config.siteName])) return
  const message = 'This is among the first passwords that are tried. A few words that do not belong together are better'
  throw invalid(message, { [field]: message })
}

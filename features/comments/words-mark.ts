import { createHmac } from 'node:crypto'
import { config } from '@/platform/config'
import { skeletons } from '@/platform/text/skeleton'

/** What is left of words when case, signs, blanks and letters that only look alike make no difference; of a text without letters and digits its signs. */
export function foldWords(text: string): string {
  const [, form] = skeletons(text)
  return form.replaceAll(/[^\p{L}\p{N}]+/gu, '') || form.replaceAll(/\s+/g, '')
}

/** HMAC of folded words: tells that two comments say the same, and nothing of what they say. */
export const markOfWords = (text: string): string =>
  createHmac('sha256', config.secret('fingerprint'))
    .update(`words ${foldWords(text)}`)
    .digest('base64url')
    .slice(0, 16)

import { firstWords } from '@/features/moderation/queries/first-words'
import { hideSpoilers } from '@/platform/text/spoilers'

/** The first words of a comment, without what it hides: its own, when it also quotes. */
export function saidIn(body: string): string {
  const words = hideSpoilers(body)
  const own = words
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .trim()
  return firstWords(own || words)
}

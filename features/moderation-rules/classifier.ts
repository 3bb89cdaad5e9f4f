/**
 * Learns from moderators which texts are advertising: naive Bayes over words and over three letters in a row, put together by Fisher's method as Gary Robinson described it for
 * mail (“A Statistical Approach to the Spam Problem”, 2003). Pure: what was learned is kept by features/moderation.
 */

/** In how many texts of each kind something stood. */
export type Seen = { spam: number; honest: number }

/** The number under which texts are counted, beside what stands in them. */
export const allTexts = -1
const buckets = 2 ** 16
const maxFeatures = 400
const maxHosts = 50
/** So many texts of each kind have to be known before it says anything. */
const fewest = 20
/** What is said with less than this difference from chance says nothing. */
const quiet = 0.1
const maxTelling = 150

/** What stands in a text, as numbers of buckets, each once and in order: words, hosts of links, and three letters in a row, folded in case, accents and width. */
export function featuresOf(text: string): number[] {
  const plain = text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase() // prettier-ignore
  const hosts = [...plain.matchAll(/(?:https?:\/\/|www\.)([^\s/?#)\]]+)/g)].map(([, host]) => `h ${host}`)
  const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/\d+/g, '0'))
  const letters = ` ${words.join(' ')} `
  const threes = Array.from({ length: Math.max(letters.length - 2, 0) }, (_, at) => `t ${letters.slice(at, at + 3)}`)
  const signs = [...(hosts.length > 0 ? ['s link'] : []), ...(/[$€£₩₿%]/u.test(text) ? ['s money'] : [])]
  const found = new Set<number>()
  for (const kind of [signs, spread(hosts, maxHosts), words.map((word) => `w ${word}`), threes])
    for (const feature of spread(kind, maxFeatures - found.size)) found.add(bucketOf(feature))
  return [...found].sort((one, other) => one - other)
}

/** So many of these at the most, from all of the text: who writes harmless words first hides nothing behind them. */
function spread(all: string[], most: number): string[] {
  const each = [...new Set(all)]
  return each.length <= most ? each : Array.from({ length: most }, (_, n) => each[Math.floor((n * each.length) / most)]!)
}

/** FNV-1a over the code units. */
function bucketOf(feature: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < feature.length; at++) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % buckets
}

/**
 * How likely it is that a text with these features is advertising, from 0 to 1; about a half where nothing tells, and null while too little was learned. `seen` has what is known of them
 * and, under `allTexts`, the number of texts.
 */
export function spamChance(features: number[], seen: ReadonlyMap<number, Seen>): number | null {
  const texts = seen.get(allTexts)
  if (!texts || texts.spam < fewest || texts.honest < fewest) return null
  const telling = features
    .flatMap((bucket) => {
      const { spam, honest } = seen.get(bucket) ?? { spam: 0, honest: 0 }
      const [inSpam, inHonest] = [Math.min(spam / texts.spam, 1), Math.min(honest / texts.honest, 1)]
      if (inSpam + inHonest === 0) return []
      const known = spam + honest
      // What was seen once says less than what was seen often.
      const chance = (0.5 + (known * inSpam) / (inSpam + inHonest)) / (1 + known)
      return Math.abs(chance - 0.5) > quiet ? [chance] : []
    })
    .sort((one, other) => Math.abs(other - 0.5) - Math.abs(one - 0.5))
    .slice(0, maxTelling)
  if (telling.length === 0) return 0.5
  const sum = (of: (chance: number) => number) => telling.reduce((all, chance) => all + Math.log(of(chance)), 0)
  const spam = chiSquared(-2 * sum((chance) => chance), telling.length)
  const honest = chiSquared(-2 * sum((chance) => 1 - chance), telling.length)
  return (1 + spam - honest) / 2
}

/** The upper tail of the chi-squared distribution with twice `half` degrees of freedom. */
function chiSquared(value: number, half: number): number {
  const mean = value / 2
  let term = Math.exp(-mean)
  let sum = term
  for (let n = 1; n < half; n++) {
    term *= mean / n
    sum += term
  }
  return Math.min(sum, 1)
}

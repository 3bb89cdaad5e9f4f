import { isDeepStrictEqual } from 'node:util'
import type { DraftChange } from '@/features/articles/document/operations'
import type { ListDocument } from '@/features/articles/schema'
import { setClock } from '@/platform/clock'
import { randomNumbers } from '@/tests/factories/big-site'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { TwoWritersBrowser, type Draft, type Site, type Unlucky } from './two-writers-browser'

/** What came of two who wrote in one draft. */
export type WrittenTogether = {
  /** Operations that the site did; acts of the writers; words that they typed. */
  operations: number
  acts: number
  words: number
  /** Where the words are in the end: in the draft; where not there, in a text to choose, in an entry that was removed, in a revision; or one of the two took them away on purpose. */
  held: Record<'draft' | 'clash' | 'removed' | 'revision' | 'takenAway', number>
  /** Words that are in none of them. */
  lost: string[]
  /** Words that the draft has more than once. */
  twice: string[]
  /** Whether the site and both browsers have one draft, and nothing waits or was refused. */
  isSame: boolean
  left: string[]
  happened: Record<string, number>
}

/** No word of a document's own shape is made of these. */
const letters = 'bcdfghjkmnpqrstvwxz'
const wordLength = 9

const isAddress = (value: unknown) => typeof value === 'object' && value !== null && 'field' in value && value.field === 'slug'

/** Makes words that are like no other, and finds them. Of two that begin with the same letters it could not be told which of them is half there. */
function newWords(next: () => number): Pick<Unlucky, 'newWord' | 'wordsIn'> {
  const made = new Set<string>()
  const newWord = (): string => {
    const word = Array.from({ length: wordLength }, () => letters[Math.floor(next() * letters.length)]!).join('')
    return made.size < made.add(word).size ? word : newWord()
  }
  /** How often each of them is there; two that met without a blank are both there. Addresses are left out: they are made of headings. */
  const wordsIn = (value: unknown): Map<string, number> => {
    const found = new Map<string, number>()
    const text = JSON.stringify(value, (key, inner: unknown) => (key === 'slug' || isAddress(inner) ? undefined : inner)) ?? ''
    for (const [run] of text.matchAll(/[b-df-hj-np-tv-xz]{9,}/g))
      for (let at = 0; at + wordLength <= run.length; at++) {
        const word = run.slice(at, at + wordLength)
        if (made.has(word)) found.set(word, (found.get(word) ?? 0) + 1)
      }
    return found
  }
  return { newWord, wordsIn }
}

/** A site as such a story needs it. */
export type StorySite = Site & {
  start: Draft
  /** The job that keeps the history. */
  keepHistory(): Promise<void>
  /** Puts back a backup from so many operations ago; returns what is gone with it. */
  goBack?(operations: number): unknown
  /** All that it can still show of what is not in the draft: removed entries, and what the draft was. */
  history(): Promise<Record<'removed' | 'revision', unknown>>
}

const names = ['Anchor', 'Bridge', 'Candle', 'Dancer', 'Ember', 'Forest', 'Garden', 'Harbour', 'Island', 'Jasmine', 'Kettle', 'Lantern']

/** The list that they write in. Its ids are the same ones at each run, as all is that is made afterwards. */
export const twelve = (): ListDocument =>
  makeDocument(
    'Twelve',
    names.map((name, index) => makeEntry(name, { id: `entry${String(index).padStart(15, '0')}` })),
  )

/** When each story begins. */
const began = Date.UTC(2026, 0, 1)

export type Story = {
  operations: number
  seed: number
  /** So many operations of the other one somebody is away for. */
  awayFor?: number
  /** So often a backup is put back: the site has the draft of some operations ago, and goes on from there. */
  backups?: number
  /** Some requests arrive at the same moment. Then it depends on the machine which is first, and a seed does not repeat. */
  atOnce?: boolean
}

/**
 * Two write in one draft until the site has done so many operations, by the browser's own functions. Requests and answers are late or lost, are sent again, and arrive after they
 * were given up; pages are loaded again or killed; what was done since is not known any more; one of them is away for long. Then all come to rest. The same `seed` gives the same
 * story, to the last letter.
 */
export async function tellStory(
  { operations, seed, awayFor = 0, backups = 0, atOnce = false }: Story,
  begin: () => Promise<StorySite>,
): Promise<WrittenTogether> {
  const next = randomNumbers(seed)
  const luck: Unlucky = { next, ...newWords(randomNumbers(seed + 1)), happened: {} }
  setClock(() => began)
  try {
    const site = await begin()
    const { start } = site
    const browsers = [0, 1].map((index) => new TwoWritersBrowser(index, site, start, luck))
    const doneBy = async () => (await site.draft()).version - start.version
    const count = (what: string) => (luck.happened[what] = (luck.happened[what] ?? 0) + 1)
    let done = 0
    let away: { who: number; until: number } | null = null
    const backupsAt = Array.from({ length: backups }, (_, n) => (operations * (n + 1)) / (backups + 1))
    const longAway = awayFor > 0 ? [operations * 0.25, operations * 0.6] : []
    for (let step = 1; done < operations; step++) {
      // A moment passes, so that what they do becomes stretches of the history.
      setClock(() => began + step * 700)
      if (step % 20 === 0) done = await doneBy()
      if (step % 1500 === 0) await site.keepHistory()
      if (backupsAt.length > 0 && done >= backupsAt[0]!) {
        backupsAt.shift()
        count('backups put back')
        for (const browser of browsers) browser.loseAnswers()
        const gone = site.goBack!(1 + Math.floor(next() * 60))
        // An entry that was put back is no new one: the words that it had are the backup's now.
        const known = JSON.stringify(gone)
        const isNew = (change: DraftChange) => change.do !== 'insert' || !('entry' in change) || !known.includes(change.entry.id)
        const waiting = luck.wordsIn(browsers.flatMap(({ unsent }) => unsent.flat().flatMap(({ changes }) => changes.filter(isNew))))
        // What everybody had seen on the site is gone with it, for whoever put the backup back.
        for (const word of luck.wordsIn(gone).keys()) if (!waiting.has(word)) for (const browser of browsers) browser.takenAway.add(word)
      }
      if (away && done >= away.until) away = null
      if (!away && longAway.length > 0 && done >= longAway[0]!) {
        longAway.shift()
        away = { who: Math.floor(next() * 2), until: done + awayFor }
        count('away for long')
      }
      const who = Math.floor(next() * 2)
      const isAway = away?.who === who
      // Who is away for long writes a little.
      if (isAway && next() < 0.8) continue
      const act = next()
      if (act >= 0.003) await browsers[who]!.live(act, isAway)
      else if (atOnce) await Promise.all(browsers.map((browser) => browser.sendAndArrive()))
      else for (const browser of browsers) await browser.sendAndArrive()
    }
    for (let round = 0; round < 3000 && (await areBusy(browsers, site)); round++) for (const browser of browsers) await browser.rest()
    return await whatCameOfIt(site, browsers, luck)
  } finally {
    setClock(null)
  }
}

const areBusy = async (browsers: TwoWritersBrowser[], site: Site): Promise<boolean> => {
  const { version } = await site.draft()
  return browsers.some((browser) => browser.isBusy || browser.session.version !== version)
}

async function whatCameOfIt(site: StorySite, browsers: TwoWritersBrowser[], luck: Unlucky): Promise<WrittenTogether> {
  const { version, document } = await site.draft()
  const { removed, revision } = await site.history()
  const inDraft = luck.wordsIn(document)
  const places = {
    draft: inDraft,
    clash: luck.wordsIn(browsers.map(({ session }) => session.clashes)),
    removed: luck.wordsIn(removed),
    revision: luck.wordsIn(revision),
  }
  const held = { draft: 0, clash: 0, removed: 0, revision: 0, takenAway: 0 }
  const lost: string[] = []
  const typed = browsers.flatMap(({ typed: own }) => [...own])
  let words = 0
  for (const word of typed) {
    const place = (['draft', 'clash', 'removed', 'revision'] as const).find((one) => places[one].has(word))
    // What no storage had was never there.
    if (!place && browsers.some(({ unkept }) => unkept.has(word))) continue
    words++
    if (place) held[place]++
    else if (browsers.some(({ takenAway }) => takenAway.has(word))) held.takenAway++
    else lost.push(word)
  }
  const left = browsers.flatMap(({ session, stuck }) => [
    ...stuck.map(({ why, operation }) => `${why}: ${JSON.stringify(operation)}`),
    ...session.waiting.map((operation) => `${session.refused.get(operation.id) ?? 'waits'}: ${JSON.stringify(operation)}`),
  ])
  return {
    operations: version - site.start.version,
    acts: browsers.reduce((sum, browser) => sum + browser.acts, 0),
    words,
    held,
    lost,
    twice: typed.filter((word) => (inDraft.get(word) ?? 0) > 1),
    isSame: browsers.every(({ session }) => isDeepStrictEqual(session.present, document)),
    left,
    happened: luck.happened,
  }
}

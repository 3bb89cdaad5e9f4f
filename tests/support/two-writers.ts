import { isDeepStrictEqual } from 'node:util'
import { changeDraft } from '@/features/articles/commands/change-draft'
import { keepRevisions } from '@/features/articles/commands/keep-revisions'
import { operationsInput, type Operation } from '@/features/articles/document/operations'
import { readDocument } from '@/features/articles/document/read-document'
import { keepDrafts } from '@/features/articles/jobs'
import { makeRevisions } from '@/features/articles/queries/new-revisions'
import { readRevision } from '@/features/articles/queries/revisions'
import type { ListDocument } from '@/features/articles/schema'
import { getRemovedEntry, listRemovedEntries } from '@/features/editor/queries/removed-entries'
import type { ServerLog } from '@/features/editor/document/session'
import { setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { AppError } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { randomNumbers } from '@/tests/factories/big-site'
import { makeDocument, makeEntry, makeList } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { TwoWritersBrowser, type Answer, type Newer, type Site, type Unlucky } from './two-writers-browser'

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

const names = ['Anchor', 'Bridge', 'Candle', 'Dancer', 'Ember', 'Forest', 'Garden', 'Harbour', 'Island', 'Jasmine', 'Kettle', 'Lantern']

/** No word of a document's own shape is made of these. */
const letters = 'bcdfghjkmnpqrstvwxz'
const wordLength = 9

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
    const text = JSON.stringify(value, (key, inner: unknown) => (key === 'slug' ? undefined : inner)) ?? ''
    for (const [run] of text.matchAll(/[b-df-hj-np-tv-xz]{9,}/g))
      for (let at = 0; at + wordLength <= run.length; at++) {
        const word = run.slice(at, at + wordLength)
        if (made.has(word)) found.set(word, (found.get(word) ?? 0) + 1)
      }
    return found
  }
  return { newWord, wordsIn }
}

/** The site, through its own command: what is sent is parsed as the address does, and everything goes over the wire as JSON. */
function siteOf(articleId: string): Site {
  const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
  return {
    async take(actor: Actor, base: number, operations: readonly Operation[], isLost: boolean): Promise<Answer> {
      const input = operationsInput.parse(overTheWire({ id: articleId, account: actor.account!.id, base, operations }))
      try {
        // Of the time before its first operation nothing is known, as of one that is too long ago.
        return { is: 'answer', value: overTheWire<ServerLog>(await changeDraft(actor, isLost ? { ...input, base: 0 } : input)) }
      } catch (error) {
        if (error instanceof AppError && error.code === 'conflict' && error.data) return { is: 'newer', value: overTheWire(error.data as Newer) }
        throw error
      }
    },
    async draft() {
      const { version, document } = await read.draft.findUniqueOrThrow({ where: { articleId } })
      return { version, document: readDocument(document) }
    },
    async removed(actor: Actor, nth: number) {
      const { entries } = await listRemovedEntries(actor, articleId)
      const one = entries[nth % Math.max(1, entries.length)]
      return one ? (await getRemovedEntry(actor, { id: articleId, entry: one.id, from: one.from })).insert : null
    },
  }
}

/**
 * Two write in one draft until the site has done so many operations: by the browser's own functions on both sides, the site's command and a database between them. Requests and
 * answers are late or lost, are sent again, and arrive after they were given up; pages are loaded again or killed; what was done since is not known any more; one of them is away
 * for long. Then all come to rest. The same `seed` gives the same story.
 */
export async function writeTogether({
  operations,
  seed,
  awayFor = 0,
}: {
  operations: number
  seed: number
  /** So many operations of the other one. */ awayFor?: number
}) {
  const next = randomNumbers(seed)
  const luck: Unlucky = { next, ...newWords(randomNumbers(seed + 1)), happened: {} }
  const actors = [await makeActor('editor', 'one'), await makeActor('editor', 'two')]
  const { articleId, version: first } = await makeList(
    actors[0]!,
    makeDocument(
      'Twelve',
      names.map((name) => makeEntry(name)),
    ),
  )
  const site = siteOf(articleId)
  const start = { version: first, document: (await site.draft()).document }
  const browsers = actors.map((actor, index) => new TwoWritersBrowser(actor, index, site, start, luck))
  const doneBy = async () => (await site.draft()).version - first
  const count = (what: string) => (luck.happened[what] = (luck.happened[what] ?? 0) + 1)
  const began = Date.now()
  let done = 0
  let away: { who: number; until: number } | null = null
  const longAway = awayFor > 0 ? [operations * 0.25, operations * 0.6] : []
  try {
    for (let step = 1; done < operations; step++) {
      // A moment passes, so that what they do becomes stretches of the history.
      setClock(() => began + step * 700)
      if (step % 20 === 0) done = await doneBy()
      if (step % 1500 === 0) await keepDrafts()
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
      if (act < 0.003) await Promise.all(browsers.map((browser) => browser.sendAndArrive()))
      else await browsers[who]!.live(act, isAway)
    }
    for (let round = 0; round < 3000 && (await areBusy(browsers, site)); round++) for (const browser of browsers) await browser.rest()
    return await whatCameOfIt({ articleId, first, browsers, actors, site, luck })
  } finally {
    setClock(null)
  }
}

const areBusy = async (browsers: TwoWritersBrowser[], site: Site): Promise<boolean> => {
  const { version } = await site.draft()
  return browsers.some((browser) => browser.isBusy || browser.session.version < version)
}

type Ended = { articleId: string; first: number; browsers: TwoWritersBrowser[]; actors: Actor[]; site: Site; luck: Unlucky }

async function whatCameOfIt({ articleId, first, browsers, actors, site, luck }: Ended): Promise<WrittenTogether> {
  const { version, document } = await site.draft()
  const inDraft = luck.wordsIn(document)
  const places = {
    draft: inDraft,
    clash: luck.wordsIn(browsers.map(({ session }) => session.clashes)),
    removed: luck.wordsIn(await removedEntries(actors[0]!, articleId)),
    revision: luck.wordsIn(await allRevisions(articleId)),
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
    operations: version - first,
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

async function removedEntries(actor: Actor, articleId: string) {
  const { entries } = await listRemovedEntries(actor, articleId)
  const whole: unknown[] = []
  for (const { id, from } of entries) whole.push((await getRemovedEntry(actor, { id: articleId, entry: id, from })).insert)
  return whole
}

/** All that the history of the draft can show, with what was done last. */
async function allRevisions(articleId: string): Promise<ListDocument[]> {
  const { version, savedAt, document } = await read.draft.findUniqueOrThrow({ where: { articleId } })
  const unkept = await makeRevisions(read, articleId, { version, savedAt, document: readDocument(document) }, { all: true })
  await write((tx) => keepRevisions(tx, articleId, unkept), { lock: `article:${articleId}` })
  const rows = await read.draftRevision.findMany({ where: { articleId }, select: { version: true, depth: true, people: true, endedAt: true } })
  const documents: ListDocument[] = []
  for (const row of rows) documents.push(await readRevision(read, articleId, row))
  return documents
}

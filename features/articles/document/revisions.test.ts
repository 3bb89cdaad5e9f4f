import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDocument, entriesOf, type ListDocument, type ListEntry } from '../schema'
import { contentAfter, documentOf, wholeContent, wholeEach } from './revision-content'
import { readSummary } from './revision-summary'
import { isOpen, stretchesOf } from './stretches'
import { toThinOut, type KeptState } from './thin-out'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 10) + minutes * 60_000)

describe('stretches of work', () => {
  const stretches = (acts: [who: string | null, minutes: number][], before: Parameters<typeof stretchesOf>[1] = null) =>
    stretchesOf(acts.map(([accountId, minutes]) => ({ accountId, createdAt: at(minutes) })), before).map(({ people, operations }) => [people, operations.length]) // prettier-ignore

  test('last five minutes at the longest, and end when somebody else comes', () => {
    expect(stretches([['anna', 0], ['anna', 2], ['anna', 4.9], ['anna', 5], ['anna', 9], ['anna', 20]])).toEqual([[['anna'], 3], [['anna'], 2], [['anna'], 1]]) // prettier-ignore
    expect(stretches([['anna', 0], ['ben', 1], [null, 2]])).toEqual([[['anna'], 1], [['ben'], 1], [[null], 1]]) // prettier-ignore
  })

  test('are shared by those who write at the same time: at most one more than there are people in five minutes', () => {
    const turns = Array.from({ length: 40 }, (_, turn): [string, number] => [turn % 2 === 0 ? 'anna' : 'ben', turn / 10])
    expect(stretches(turns)).toEqual([[['anna'], 1], [['ben', 'anna'], 39]]) // prettier-ignore
    const crowd = Array.from({ length: 300 }, (_, turn): [string, number] => [`writer${turn % 5}`, turn / 61])
    expect(stretches(crowd).length).toBeLessThanOrEqual(6)
  })

  test('go on from the one that is kept', () => {
    expect(stretches([['ben', 1], ['anna', 2]], { people: ['anna'], endedAt: at(0) })).toEqual([[['ben', 'anna'], 2]]) // prettier-ignore
    expect(stretches([['ben', 1], ['anna', 2]], { people: ['anna'], endedAt: at(-9) })).toEqual([[['ben'], 1], [['anna'], 1]]) // prettier-ignore
  })

  test('a clock that is set back ends one as well', () => {
    expect(stretches([['anna', 60], ['anna', 0], ['anna', 1]])).toEqual([[['anna'], 1], [['anna'], 2]]) // prettier-ignore
    expect([isOpen({ startedAt: at(0) }, at(4)), isOpen({ startedAt: at(0) }, at(5)), isOpen({ startedAt: at(0) }, at(-60))]).toEqual([true, false, false])
  })
})

const entry = (id: string, body: string): ListEntry => ({ id, slug: id, heading: `Heading ${id}`, subheading: '', body, credits: [], video: null })

/** A document after some random work on it. */
function worked(document: ListDocument, seeds: readonly number[]): ListDocument {
  const now = structuredClone(document)
  for (const [index, seed] of seeds.entries()) {
    const parts = [now, ...now.sections]
    const part = parts[seed % parts.length]!
    const kind = seed % 7
    if (kind === 0) part.entries.splice(seed % (part.entries.length + 1), 0, entry(`entry${seed}x${index}x${entriesOf(now).length}`, `Body ${seed}`))
    else if (kind === 1 && part.entries.length > 3) part.entries.splice(seed % part.entries.length, 1)
    else if (kind === 2 && part.entries.length > 0) parts[(seed + 1) % parts.length]!.entries.unshift(part.entries.splice(seed % part.entries.length, 1)[0]!)
    else if (kind === 3 && now.sections.length < 4)
      now.sections.push({ id: `section${seed}x${index}x${now.sections.length}`, heading: 'Part', body: '', place: null, entries: [], sections: [] })
    else if (kind === 4) now.title = `Title ${seed} 💜`
    else if (part.entries.length > 0) part.entries[seed % part.entries.length]!.body += ` word${seed}`
  }
  const ids = new Set<string>()
  for (const each of [now, ...now.sections]) each.entries = each.entries.filter(({ id }) => !ids.has(id) && ids.add(id))
  return now
}

describe('what is kept of a revision', () => {
  test('gives the document again, whichever it is, from fewer than 50 differences', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.nat(1000), { maxLength: 4 }), { minLength: 1, maxLength: 120 }), async (work) => {
        const documents = [emptyDocument('List')]
        for (const seeds of work) documents.push(worked(documents.at(-1)!, seeds))
        const kept = [await wholeContent(documents[0]!, readSummary({}))]
        for (const [index, document] of documents.slice(1).entries())
          kept.push(await contentAfter({ document: documents[index]!, depth: kept.at(-1)!.depth }, document))
        for (const [index, document] of documents.entries()) {
          const { depth } = kept[index]!
          expect(depth).toBeLessThan(wholeEach)
          expect(await documentOf(kept.slice(index - depth, index + 1))).toEqual(document)
        }
        if (kept.length > wholeEach) expect(kept.some(({ depth }, index) => index > 0 && depth === 0)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('a letter in a long list takes some bytes, not the list', async () => {
    const list: ListDocument = { ...emptyDocument('List'), entries: Array.from({ length: 200 }, (_, n) => entry(`entry${n}xxxx`, `${n} `.repeat(400))) }
    const whole = await wholeContent(list, readSummary({}))
    const after = structuredClone(list)
    after.entries[150]!.body += 'x'
    const small = await contentAfter({ document: list, depth: 0 }, after)
    expect(small).toMatchObject({ depth: 1, summary: { changed: { count: 1, named: ['Heading entry150xxxx'] }, added: { count: 0 }, fields: [] } })
    expect(small.size).toBeLessThan(150)
    expect(whole.size).toBeGreaterThan(10 * small.size)
  })

  test('what differences cannot say is kept whole: two credits that are the same', async () => {
    const twice = { role: 'artist' as const, subject: 'recordone0' }
    const [before, after] = [emptyDocument('List'), emptyDocument('List')]
    before.entries = [entry('entryone', '')]
    after.entries = [{ ...entry('entryone', ''), credits: [twice, twice] }]
    const made = await contentAfter({ document: before, depth: 0 }, after)
    expect(made.depth).toBe(0)
    expect(await documentOf([made])).toEqual(after)
  })

  test('a summary that cannot be read says nothing', () => {
    expect(readSummary(null)).toEqual(readSummary({}))
    expect(readSummary({ added: { count: 'x' }, moved: { count: 1, named: ['One'] } })).toMatchObject({
      added: { count: 0 },
      moved: { count: 1, named: ['One'] },
    })
  })
})

describe('thinning out', () => {
  const day = 86_400_000
  const now = new Date(Date.UTC(2026, 10, 27, 10))
  const state = (version: number, ago: number, rest: Partial<KeptState> = {}): KeptState => {
    return { version, kind: 'written', endedAt: new Date(now.getTime() - ago), depth: 1, size: 100, name: null, replaced: false, ...rest }
  }
  const gone = (states: KeptState[], limit?: number) => [...toThinOut(states, now, limit)].toSorted((a, b) => a - b)

  test('leaves all of seven days, the last of each hour for 90, then the last of each day', () => {
    const minutes = Array.from({ length: 18 }, (_, n) => n * 10 * 60_000).toReversed()
    expect(gone(minutes.map((ago, n) => state(n, 6 * day + ago)))).toEqual([])
    // Every ten minutes of three hours, 07:10 to 10:00: of each hour the last stays, and the newest of all.
    expect(gone(minutes.map((ago, n) => state(n, 8 * day + ago)))).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15])
    expect(18 - gone(minutes.map((ago, n) => state(n, 91 * day + ago))).length).toBe(1)
  })

  test('those with a name, those that were replaced, and what was no writing stay, and so does the newest', () => {
    const states = [state(1, 99 * day, { kind: 'begun' }), state(2, 99 * day, { name: 'Before' }), state(3, 99 * day, { replaced: true }), state(4, 99 * day), state(5, 99 * day)] // prettier-ignore
    expect(gone(states)).toEqual([4])
    expect(gone([state(1, 99 * day)])).toEqual([])
  })

  test('a list has room for so much: the oldest go first, and never those that have to stay', () => {
    const states = [state(1, day, { depth: 0, size: 5000, kind: 'imported' }), state(2, day, { name: 'Kept', size: 3000 }), state(3, day, { size: 3000 }), state(4, day)] // prettier-ignore
    expect(gone(states, 20_000)).toEqual([])
    expect(gone(states, 10_000)).toEqual([1])
    expect(gone(states, 100)).toEqual([1, 3])
  })
})

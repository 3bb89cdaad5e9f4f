import { describe, expect, test } from 'vitest'
import { applyChanges } from '@/features/articles/document/apply-changes'
import { changesBetween } from '@/features/articles/document/operations-between'
import { mapOperations } from '@/features/articles/document/rebase-operations'
import { listDocument, type ListDocument } from '@/features/articles/schema'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { checksOf, goesOn, takeBackWaivers, waive, type Check } from './checks'
import { changeEntry } from './entries'
import { beginSession, changeSession, stepSession } from './session'

const said = { reason: 'It is right', by: 'Mina', when: '2026-11-28T10:00:00.000Z' }
const [alpha, beta] = [makeEntry('Alpha', { body: 'Lastly, the end.' }), makeEntry('Beta', { body: 'Words.' })]
const list = (rest: Partial<ListDocument> = {}) => makeDocument('Two', [alpha, beta], { standfirst: 'S', ...rest })
const checks = (document: ListDocument) => checksOf(document, {})
const find = (document: ListDocument, words: string): Check => checks(document).find(({ message }) => message.includes(words)) ?? expect.unreachable(words)
const waived = (document: ListDocument, words: string, reason = said.reason) =>
  waive(document, { checks: checks(document), checked: document }, find(document, words).findings ?? [], { ...said, reason })
const told = (document: ListDocument, level: Check['level']) => checks(document).flatMap((check) => (check.level === level ? [check.message] : []))

describe('a check that is waived', () => {
  test('stands apart with its reason, is not counted, and counts again when that is taken back', () => {
    const document = waived(list(), 'Lastly')
    expect(listDocument.safeParse(document).success).toBe(true)
    expect(find(document, 'Lastly')).toMatchObject({ level: 'waived', waived: said, at: { of: 'entry', id: alpha.id } })
    expect(told(document, 'warn').join()).not.toContain('Lastly')
    const back = takeBackWaivers(document, find(document, 'Lastly').findings!)
    expect(find(back, 'Lastly').level).toBe('warn')
  })

  test('of several entries counts for those alone: one that comes later is told of', () => {
    const document = waived(list(), '2 entries have no video')
    expect(told(document, 'waived')).toContain('2 entries have no video')
    const more = { ...document, entries: [...document.entries, makeEntry('Gamma', { body: 'Words.' })] }
    expect(find(more, '“Gamma” has no video').level).toBe('warn')
    expect(told(more, 'waived')).toContain('2 entries have no video')
  })

  test('never keeps a list from its readers, however many there are', () => {
    const many = Array.from({ length: 1500 }, (_, index) => ({ ...said, check: 'no-video', at: null, of: String(index) }))
    expect(listDocument.safeParse(list({ waived: many })).success).toBe(true)
  })

  test('falls away with what it was about, and is another one when something else is found there', () => {
    const document = waived(list(), 'Lastly')
    const mended = changeEntry(document, alpha.id, { body: 'First, the end.' })
    expect(checks(mended).some(({ message, level }) => level === 'waived' || message.includes('Lastly'))).toBe(false)
    expect(find(changeEntry(document, alpha.id, { body: 'Finally, the end.' }), 'Finally').level).toBe('warn')
    // The next one that is waived takes the stale one along.
    expect(waived(mended, '2 entries have no video').waived.map(({ check }) => check)).toEqual(['no-video', 'no-video'])
    const quoted = waived(list({ intro: 'He said “yes.' }), 'quotation mark is not closed')
    expect(told(quoted, 'waived')).toHaveLength(1)
    expect(told({ ...quoted, intro: 'She said “no.' }, 'waived')).toEqual([])
  })

  test('is another one with a third quotation mark, in the same paragraph or the next, and with another end of a long text', () => {
    const [a, b] = ['She said “yes, and went on for a while about this and that and the other thing there is', 'He said “no.']
    const quoted = waived(list({ intro: `${a}\n\n${b}` }), 'quotation mark')
    expect(listDocument.safeParse(quoted).success).toBe(true)
    expect(told(quoted, 'waived')).toHaveLength(1)
    const open = (intro: string) => told({ ...quoted, intro }, 'warn').filter((message) => message.includes('quotation'))
    expect(open(`${a}\n\n${b}`)).toEqual([])
    expect(open(`${a}\n\n${b}\n\nThey said “well.`)).toHaveLength(1)
    expect(open(`${a} “and “more.\n\n${b}`)).toHaveLength(1)
    const long = waived(list({ intro: `${a} ${a} ${a}` }), 'quotation mark')
    expect(told(long, 'waived')).toHaveLength(1)
    expect(told({ ...long, intro: `${a} ${a} ${a} “more “again` }, 'waived')).toEqual([])
  })

  test('of a heading of signs that take two code units is one that the site takes', () => {
    const heading = '🎤'.repeat(150)
    const document = { ...list(), entries: [makeEntry(heading), makeEntry(heading)] }
    const done = waived(document, 'Two entries are called')
    expect(listDocument.shape.waived.safeParse(done.waived).success).toBe(true)
    expect(told(done, 'waived')).toHaveLength(1)
  })

  test('takes no waiver along that came after the checks were made, nor one of a kind that a later program has', () => {
    const checked = list()
    const newer = { ...said, check: 'from-the-future', at: null, of: '' }
    const both = { ...waived(checked, 'Lastly'), waived: [...waived(checked, 'Lastly').waived, newer] }
    const done = waive(both, { checks: checks(checked), checked }, find(checked, '2 entries have no video').findings!, said)
    expect(done.waived.map(({ check }) => check)).toEqual(['from-the-future', 'no-video', 'no-video', 'not-last'])
    expect(waive(both, { checks: [], checked: both }, [], said).waived).toEqual([newer])
  })

  test('while its reason is written is the same line when what it is about changes', () => {
    const more = list({ entries: [alpha, beta, makeEntry('Gamma', { body: 'Words.' })] })
    const asked = find(list(), '2 entries have no video')
    expect(goesOn(checks(more), asked)?.message).toBe('3 entries have no video')
    const filmed = changeEntry(changeEntry(more, alpha.id, { video: 'videoone' }), beta.id, { video: 'videoone' })
    expect(goesOn(checks(filmed), asked)?.message).toBe('“Gamma” has no video')
    const quoted = find(list({ intro: 'He said “yes.' }), 'quotation')
    expect(goesOn(checks(list({ intro: 'He said “yes, and' })), quoted)?.message).toContain('quotation')
    expect(goesOn(checks(list()), quoted)).toBeUndefined()
    expect(goesOn(checks(list()), { findings: [{ check: 'dead-link', at: null, of: '/songs/none' }] })).toBeUndefined()
  })

  test('is none that stops a publication, and none that is right', () => {
    const document = makeDocument('', [makeEntry(''), makeEntry('One', { body: '![x](y.png)' })])
    for (const { level, findings, message } of checks(document))
      if (level !== 'warn' || message.includes('picture')) expect([message, findings]).toEqual([message, undefined])
  })

  test('is undone and done again', () => {
    let count = 0
    const moment = { at: 0, newId: () => `id${count++}` }
    const begun = beginSession('tab', 1, list())
    const done = changeSession(begun, (now) => waived(now, '2 entries have no video'), moment)
    expect(done.present.waived).toHaveLength(2)
    const undone = stepSession(done, 'undo', moment)
    expect(undone.present).toEqual(begun.present)
    expect(stepSession(undone, 'redo', moment).present).toEqual(done.present)
  })
})

describe('two writers', () => {
  const base = list()
  const one = { id: 'tabaaaaa-00000001', changes: changesBetween(base, waived(base, 'Lastly')) }
  test('who waive two checks keep both', () => {
    const other = { id: 'tabbbbbb-00000001', changes: changesBetween(base, waived(base, '2 entries have no video')) }
    const first = applyChanges(base, one.changes).document
    const both = applyChanges(first, mapOperations([other], one).waiting[0]!.changes).document
    expect(both.waived.map(({ check }) => check)).toEqual(['no-video', 'no-video', 'not-last'])
    const way = applyChanges(applyChanges(base, other.changes).document, mapOperations([one], other).waiting[0]!.changes).document
    expect(way).toEqual(both)
  })

  test('who waive one check keep the reason of the later one', () => {
    const other = { id: 'tabbbbbb-00000001', changes: changesBetween(base, waived(base, 'Lastly', 'Another reason')) }
    const first = applyChanges(base, one.changes).document
    const both = applyChanges(first, mapOperations([other], one).waiting[0]!.changes).document
    expect(both.waived).toMatchObject([{ check: 'not-last', reason: 'Another reason' }])
  })
})

test('a template says what an entry lacks: each role, and no video where none is expected', () => {
  const document = list({ template: { roles: ['artist', 'filmed-in'], video: false, heading: '', subheading: '' } })
  const credited = changeEntry(document, alpha.id, { credits: [{ role: 'artist', subject: 'recordone' }] })
  expect(told(credited, 'warn')).toEqual(expect.arrayContaining(['“Beta” has no credit “Artist”', '2 entries have no credit “Filmed in”']))
  expect(told(credited, 'warn').join()).not.toMatch(/video|credits? nobody/)
})

import { afterEach, expect, test, vi } from 'vitest'
import type { Operation } from '@/features/articles/document/operations'
import { emptyDocument } from '@/features/articles/schema'
import { sendOperations } from './send-operations.client'

afterEach(() => void vi.unstubAllGlobals())

const from = { version: 1, waiting: [], sent: new Set<string>() }
const of = { accountId: 'ann', articleId: 'list' }
const operations = Array.from({ length: 9 }, (_, n): Operation => ({ id: `tabmine0-0000000${n}`, changes: [] }))
const json = (status: number, value: unknown) => new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } })

test('of a request that the site refuses whole, the one that it does not take is found, and the others go', async () => {
  const asked: string[][] = []
  const bad = operations[5]!.id
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { base, operations: sent } = JSON.parse(body) as { base: number; operations: Operation[] }
    const ids = sent.map(({ id }) => id)
    asked.push(ids)
    if (ids.includes(bad))
      return json(ids.length > 2 ? 413 : 422, { error: { code: 'invalid', message: 'This cannot be taken', fields: { 'operations.1.changes': 'No' } } })
    return json(200, { version: base + ids.length, savedAt: '2026-11-27T10:00:00.000Z', log: ids.map((id) => ({ id })), refused: [] })
  })
  // As the editor does it: what was answered is left out, and the rest is sent.
  let left = operations
  const refused: string[] = []
  for (let round = 0; left.length > 0 && round < 20; round++) {
    const sent = await sendOperations(of, from, left)
    if (sent.is !== 'answer') throw new Error('no answer')
    refused.push(...sent.value.refused.map(({ id }) => id))
    const gone = [...sent.value.log.map(({ id }) => id), ...refused]
    left = left.filter(({ id }) => !gone.includes(id))
  }
  expect(left).toEqual([])
  expect(refused).toEqual([bad])
  expect(asked.length).toBeLessThan(15)
})

test('what is refused to this account, or for this list, closes it; a sign-in that ended does not', async () => {
  const closedAfter = async (status: number) => {
    vi.stubGlobal('fetch', async () => json(status, { error: { code: 'refused', message: 'No' } }))
    const sent = await sendOperations(of, from, operations)
    return sent.is === 'failed' ? [sent.closed, sent.again, sent.signIn] : sent.is
  }
  // A role that is gone, a list that is, one in the trash.
  for (const status of [403, 404, 409]) expect(await closedAfter(status), String(status)).toEqual([true, false, false])
  expect(await closedAfter(401)).toEqual([false, true, true])
  for (const status of [429, 500, 503]) expect(await closedAfter(status), String(status)).toEqual([false, true, false])
  expect(await closedAfter(400)).toEqual([false, false, false])
})

test('a document that an older program answered with has the fields of this one', async () => {
  const { waived: _, template: __, description: ___, ...older } = emptyDocument()
  vi.stubGlobal('fetch', async () =>
    json(409, { error: { code: 'conflict', message: 'No', data: { version: 2, document: { ...older, format: 1, title: 'Old' } } } }),
  )
  const sent = await sendOperations(of, from, operations)
  expect(sent.is === 'newer' && sent.value.document).toEqual({ ...emptyDocument(), title: 'Old' })
})

test('a request that gets no answer is given up, and may be sent again', async () => {
  let signal: AbortSignal | undefined
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    expect(ms).toBeLessThanOrEqual(30_000)
    return AbortSignal.abort(new DOMException('', 'TimeoutError'))
  })
  vi.stubGlobal('fetch', async (_: string, request: { signal: AbortSignal }) => {
    signal = request.signal
    request.signal.throwIfAborted()
  })
  expect(await sendOperations(of, from, operations)).toMatchObject({ is: 'failed', again: true })
  expect(signal?.aborted).toBe(true)
})

test('where the base is lost, the site is asked which of all that was sent before is in its draft', async () => {
  const asked: unknown[] = []
  const newer = { version: 900, document: emptyDocument(), savedAt: '2026-11-27T10:00:00.000Z', madeBy: 'tabother-00000001' }
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body))
    return json(409, { error: { code: 'conflict', message: 'Too old', data: { ...newer, known: asked.length === 1 ? [] : [operations[3]!.id] } } })
  })
  const ids = operations.slice(0, 4).map(({ id }) => id)
  const lost = { version: 5, madeBy: 'tabmine0-99999999', waiting: operations, sent: new Set(ids) }
  expect(await sendOperations(of, lost, operations.slice(0, 2))).toEqual({ is: 'newer', value: { ...newer, known: [operations[3]!.id] } })
  const base = { account: 'ann', base: 5, madeBy: 'tabmine0-99999999' }
  expect(asked).toEqual([
    { ...base, operations: operations.slice(0, 2) },
    { ...base, operations: [], sent: ids },
  ])
  // All of it was in the first question.
  asked.length = 0
  await sendOperations(of, { ...lost, sent: new Set(ids.slice(0, 2)) }, operations.slice(0, 2))
  expect(asked).toHaveLength(1)
})

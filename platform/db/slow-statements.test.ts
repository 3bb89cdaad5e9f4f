import { beforeEach, expect, it, vi } from 'vitest'
import { log } from '@/platform/log'
import { read } from '@/platform/db'
import { healthMetricsText } from '@/platform/health'
import { engine, useDatabase } from '@/tests/support/database'
import { noteStatement, slowStatements } from './slow-statements'

useDatabase()
vi.hoisted(() => void (process.env.SLOW_STATEMENT_MS = '0'))

vi.mock('@/platform/log', async (original) => ({
  ...(await original<typeof import('@/platform/log')>()),
  log: { warn: vi.fn(), error: vi.fn(), info: vi.fn() },
}))
const said = () => vi.mocked(log.warn).mock.calls.map(([line]) => line as unknown as { ms: number; sql: string; plan: string })
beforeEach(() => void vi.mocked(log.warn).mockClear())

it('a statement of any client is told with its plan and without its values, and counted', async () => {
  const before = slowStatements()
  await read.record.findMany({ where: { id: { in: ['secret-one', 'secret-two', 'secret-three'] } } })
  await vi.waitFor(() => expect(said().some(({ sql }) => sql.includes('Subject'))).toBe(true))
  expect(slowStatements()).toBeGreaterThan(before)
  const line = said().find(({ sql }) => sql.includes('Subject'))!
  expect(line.sql).toContain(engine === 'sqlite' ? 'IN (?, …)' : 'IN ($1, …)')
  expect(line.plan).toMatch(engine === 'sqlite' ? /SEARCH/ : /Scan/)
  expect(JSON.stringify(said())).not.toContain('secret')
})

it('one line a minute is enough for statements of one shape, and all are counted', () => {
  const before = slowStatements()
  for (const list of ['?', '?,?', '?, ?, ?']) noteStatement(`SELECT 1 FROM "Entry" WHERE "id" IN (${list}, ?)`, 80, () => 'SCAN Entry')
  noteStatement('SELECT 2', -1, () => 'below the limit')
  expect(slowStatements() - before).toBe(3)
  expect(healthMetricsText()).toContain(`\nlightstick_slow_statements_total ${before + 3}\n`)
  expect(said()).toEqual([{ ms: 80, sql: 'SELECT 1 FROM "Entry" WHERE "id" IN (?, …)', plan: 'SCAN Entry' }])
})

it('a plan that cannot be had takes nothing away from the statement', async () => {
  noteStatement('SELECT 3', 80, () => Promise.reject(new Error('away')))
  noteStatement('SELECT 4', 80, () => {
    throw new Error('away')
  })
  await vi.waitFor(() => expect(said().map(({ sql, plan }) => [sql, plan])).toEqual([['SELECT 4', 'not known'], ['SELECT 3', 'not known']])) // prettier-ignore
})

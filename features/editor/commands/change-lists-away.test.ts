import { expect, test, vi } from 'vitest'
import { duplicateArticle } from '@/features/articles/commands/duplicate-article'
import { noteDatabaseAway } from '@/platform/database-away'
import type { Actor } from '@/platform/http/request'
import { changeLists } from './change-lists'

process.env.LOG_LEVEL = 'silent'
vi.mock('@/features/articles/commands/duplicate-article', () => ({ duplicateArticle: vi.fn() }))
vi.mock('@/platform/database-away', async (original) => ({ ...(await original<object>()), noteDatabaseAway: vi.fn() }))

const editor: Actor = {
  ...{ readerId: null, ip: '127.0.0.1', userAgent: 'test', fingerprint: 'test' },
  account: { id: 'mina', name: 'Mina', email: 'mina@example.org', role: 'editor', lacksSecondFactor: false },
}

test.each([
  ['a database that goes away in the middle is noted, so that nobody else waits for it', Object.assign(new Error('no'), { code: 'P1001' }), true],
  ['a mistake of ours is none of the database', new TypeError('x is not a function'), false],
])('%s', async (_, error, isAway) => {
  vi.mocked(duplicateArticle).mockResolvedValueOnce({ id: 'copy', title: 'Copy' }).mockRejectedValueOnce(error)
  const changes = ['a', 'b', 'c'].map((id) => ({ id, change: { do: 'duplicate' } as const }))
  const told = await changeLists(editor, { changes })
  expect(told.map(({ made, refused }) => made ?? refused)).toEqual(['copy', ...Array(2).fill(expect.stringContaining('The site had trouble'))])
  expect(vi.mocked(noteDatabaseAway).mock.calls.some(([noted]) => noted === error)).toBe(isAway)
})

import { beforeEach, expect, test, vi } from 'vitest'
import { DatabaseAway } from '@/platform/database-away'
import type { FormerAddress } from '@/platform/bridge'
import { ask, serverState, state, useFront } from '@/tests/support/front'

useFront()

const find = vi.fn<(path: string, query: string) => Promise<FormerAddress | null>>()
let areAny = true
beforeEach(() => {
  areAny = true
  find.mockReset().mockResolvedValue(null)
  state.front.register({ ...serverState.inside!, formerAddresses: { areAny: () => areAny, find } })
})

test('an old address leads on, is gone, or is not found; a page that there is asks for none', async () => {
  find.mockImplementation(async (path) => (path === '/wp-login.php' ? { status: 301, location: '/articles/a' } : null))
  const moved = await ask('/wp-login.php?x=1')
  expect([moved.status, moved.headers.location, moved.headers['cache-control']]).toEqual([301, '/articles/a', 'public, max-age=0, must-revalidate'])
  expect(find).toHaveBeenCalledExactlyOnceWith('/wp-login.php', 'x=1')
  expect((await ask('/wp-login.php', { headers: { cookie: 'reader=ann' } })).status).toBe(301)
  find.mockClear()
  expect((await ask('/articles/a')).status).toBe(200)
  expect((await ask('/articles/a')).status).toBe(200)
  expect(find).not.toHaveBeenCalled()

  find.mockResolvedValue({ status: 410, location: null })
  const gone = await ask('/wp-login.php')
  expect([gone.status, gone.headers.location]).toEqual([410, undefined])
  find.mockResolvedValue(null)
  expect((await ask('/wp-login.php')).status).toBe(404)
})

test('a site without old addresses asks for none; while the database is away it is not said that one is not found', async () => {
  areAny = false
  expect((await ask('/wp-login.php')).status).toBe(404)
  expect(find).not.toHaveBeenCalled()
  areAny = true
  find.mockRejectedValue(new DatabaseAway())
  const away = await ask('/wp-login.php')
  expect([away.status, away.headers['retry-after']]).toEqual([503, '5'])
  expect((await ask('/wp-login.php', { headers: { cookie: 'reader=ann' } })).status).toBe(503)
})

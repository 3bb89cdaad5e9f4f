import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { forbidden } from '../errors'
import { action, guardActions } from './action'

vi.mock('next/headers', () => ({ cookies: async () => ({ set: () => {} }) }))

const name = z.object({ name: z.string() })

test('without a guard an action does nothing', async () => {
  const act = vi.fn(async () => 'done')
  const rename = action(name, act)
  expect(await rename({ name: 'x' })).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  expect(act).not.toHaveBeenCalled()
  guardActions(async () => {
    throw forbidden('Not you')
  })
  expect(await rename({ name: 'x' })).toEqual({ ok: false, error: { code: 'forbidden', message: 'Not you', fields: undefined, data: undefined } })
  expect(act).not.toHaveBeenCalled()
  guardActions(async () => {})
  expect(await rename({ name: 'x' })).toEqual({ ok: true, value: 'done' })
  expect(act).toHaveBeenCalledOnce()
})

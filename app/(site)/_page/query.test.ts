import { AsyncLocalStorage } from 'node:async_hooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { offerBridge, type Bridge, type RenderContext, type RequestContext } from '@/platform/bridge'
import { readQuery } from './query'

const context = new AsyncLocalStorage<RenderContext | RequestContext>()
const query = Promise.resolve({ sort: ['new', 'old'], cursor: 'c', other: 'x' })
const inRender = <T>(queryKeys: string[] | undefined, fn: () => Promise<T>) =>
  context.run({ kind: 'render', path: '/', tags: new Set(), own: new Set(), islands: new Set(), form: null, drawn: [], queryKeys }, fn)

beforeEach(() => offerBridge({ context } as unknown as Bridge))
afterEach(() => offerBridge(null as unknown as Bridge))

test('reads the first value of each key, and nothing else', async () => {
  const read = await inRender(['sort', 'cursor', 'reply'], () => readQuery(query, ['sort', 'cursor', 'reply']))
  expect(read).toEqual({ sort: 'new', cursor: 'c' })
})

test('a key that is not declared for the page throws an error that names it, also when the query has none', async () => {
  await expect(inRender(['sort'], () => readQuery(Promise.resolve({}), ['sort', 'cursor']))).rejects.toThrow('“cursor”')
})

test('a private page, which gets its whole query, and a page outside a render, may read any key', async () => {
  expect(await inRender(undefined, () => readQuery(query, ['other']))).toEqual({ other: 'x' })
  expect(await readQuery(query, ['other'])).toEqual({ other: 'x' })
})

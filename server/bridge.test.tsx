import { AsyncLocalStorage } from 'node:async_hooks'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import type { RenderContext, RequestContext } from '@/platform/bridge'
import { makeBridge } from './bridge'
import type { ServerState } from './state'

const render = (): RenderContext => ({ kind: 'render', path: '/', tags: new Set(), own: new Set(), islands: new Set(), form: null, drawn: [] })

/** The bridge of a server that serves nothing yet: drawing needs the context alone. */
function bridgeOf({ dev }: { dev: boolean }) {
  const context = new AsyncLocalStorage<RenderContext | RequestContext>()
  return makeBridge({ dev, context } as ServerState)
}
const Slow = (async () => <p>late</p>) as unknown as () => ReactNode

test('in development a page gets the HTML in its place', () => {
  const bridge = bridgeOf({ dev: true })
  const page = render()
  expect(bridge.context.run(page, () => bridge.draw(<p>words</p>))).toBe('<p>words</p>')
  expect(page.drawn).toEqual([])
})

test('in production it gets a mark, and the HTML is kept beside the page', () => {
  const bridge = bridgeOf({ dev: false })
  const page = render()
  expect(bridge.context.run(page, () => bridge.draw(<p>words</p>))).toBe('<ls-drawn n="0"></ls-drawn>')
  expect(page.drawn).toEqual(['<p>words</p>'])
})

test.each([true, false])('what has to be waited for is refused, in development as in production (dev: %s)', (dev) => {
  const bridge = bridgeOf({ dev })
  expect(() => bridge.context.run(render(), () => bridge.draw(<Slow />))).toThrow(/async component <Slow>/)
})

import type { Bridge } from '@/platform/bridge'
import { kindOf } from './cache/cache-rules'
import { PageKeys } from './cache/page-keys'
import { anonymous } from './cache/template'
import { commonHeaders, readerPolicy } from './http/headers'
import { exitWithStartError } from './lifecycle/start-error'
import { drawAtOnce } from './render/draw-main'
import type { ServerState } from './state'
import { bodyFor } from './viewer/answer-for-viewer'
import { readViewerCookies } from './viewer/viewer-cookies'
import { findViewerState } from './viewer/viewer-state'

/** What the code inside Next can ask of the server. */
export function makeBridge(state: ServerState): Bridge {
  const { context } = state
  /** Next gets a mark in the place of the HTML, which it then need not read. In development it gets the HTML: its scripts draw the page again. */
  const placeDrawn = (html: string) => {
    const render = context.getStore()
    return render?.kind === 'render' && !state.dev ? `<ls-drawn n="${render.drawn.push(html) - 1}"></ls-drawn>` : html
  }
  return {
    context,
    async refuse({ path, form, status = 422 }, cookie) {
      if (!state.renderer || !state.inside) throw new Error('the site is not ready')
      const { renderer, inside } = state
      const request = context.getStore()
      const address = request?.kind === 'request' ? request.clientIp : ''
      const render = async (pagePath: string) => {
        const page = await renderer.renderRefused(pagePath, form, cookie, address)
        const viewer = page.template ? await findViewerState(page, readViewerCookies(cookie), cookie, inside) : anonymous
        return { type: page.type, body: bodyFor(page, viewer) }
      }
      let { type, body } = await render(path)
      // The page may not show the form to this reader, as with a form that only another may use. Then it would not say what happened.
      if (kindOf(path.split('?')[0] ?? '') !== 'private' && !body.includes(drawAtOnce(form.message))) ({ type, body } = await render('/refused'))
      const headers = { ...commonHeaders(request?.kind === 'request' && request.secure), 'Content-Security-Policy': readerPolicy }
      return { status, headers: { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers }, body }
    },
    draw: (children) => placeDrawn(drawAtOnce(children)),
    fail: exitWithStartError,
    register(inside) {
      state.inside = inside
      state.pageKeys = new PageKeys(inside.pageQueries, inside.isThere)
    },
  }
}

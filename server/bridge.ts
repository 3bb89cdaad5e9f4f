import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Front } from '@/platform/front'
import { anyChange, everyPage } from './cache/cdn'
import { marksOf } from './viewer/viewer-cookies'
import { explainStart } from './lifecycle/start-error'
import { commonHeaders, readerPolicy } from './http/headers'
import { bodyFor, findVisit } from './viewer/viewer-state'
import { nobody } from './cache/template'
import { routeOf } from './cache/cache-rules'
import type { Serving } from './router'

/** The tag of an event after which nothing kept may be trusted, such as a restore. */
const everything = '*'

// React puts hints for pictures before what it draws; ours stand where they are seen at once, or wait until they are near.
const draw = (children: ReactNode) => renderToStaticMarkup(children).replace(/^(?:<link rel="preload"[^>]*>)+/, '')

/** What the code inside Next sees of the front. */
export function makeFront(serving: Serving): Front {
  const { context, applied } = serving
  const putDown = (html: string) => {
    const render = context.getStore()
    return render?.kind === 'render' ? `<ls-drawn n="${render.drawn.push(html) - 1}"></ls-drawn>` : html
  }
  return {
    context,
    purge({ id, tags, hard, at }) {
      if (applied.knows(id)) return // our own changes come by again when other processes' are looked for
      // First the pages, then the number: who waits for the number must not find an older page.
      if (tags.includes(everything)) serving.site?.pages.purgeAll()
      else serving.site?.pages.purge({ tags, hard, at })
      applied.add(id)
      if (tags.length > 0) serving.cdn?.purge(tags.includes(everything) ? [everyPage] : [...tags, anyChange])
    },
    purgeAll(upTo = 0) {
      serving.site?.pages.purgeAll()
      applied.raise(upTo)
      serving.cdn?.purge([everyPage])
    },
    async refuse({ path, form, status = 422 }, cookie) {
      if (!serving.site || !serving.inside) throw new Error('the site is not ready')
      const { site, inside } = serving
      const show = async (page: string) => {
        const copy = await site.refused(page, form, cookie)
        const visit = copy.pieces ? await findVisit(copy, marksOf(cookie), cookie, inside) : nobody
        return { type: copy.type, body: bodyFor(copy, visit) }
      }
      let { type, body } = await show(path)
      // The form may not be on this visitor's page, such as one that only another may use: then nothing there would say what happened.
      if (routeOf(path.split('?')[0] ?? '').kind !== 'private' && !body.includes(draw(form.message))) ({ type, body } = await show('/refused'))
      const secure = context.getStore()
      const headers = { ...commonHeaders(secure?.kind === 'request' && secure.secure), 'Content-Security-Policy': readerPolicy }
      return { status, headers: { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers }, body }
    },
    draw: serving.dev ? null : (children) => putDown(draw(children)),
    fail: explainStart,
    register(inside) {
      serving.inside = inside
    },
  }
}

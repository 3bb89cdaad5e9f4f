/**
 * What a path is to the front.
 * - `next`: handed over as it is (the studio, the interface for programs)
 * - `page`: rendered without the visitor's cookies, kept and shared
 * - `passing`: the same, but not kept (anything may be searched for)
 * - `private`: rendered with the visitor's own request, never kept
 */
export type Kind = 'next' | 'page' | 'passing' | 'private'

/** `longest`: characters of a query's value; the page of a longer one is the page without it. */
export type Route = { kind: Kind; query: readonly string[]; longest?: number }

const privatePath =
  /^\/(?:sign-in|sign-up|sign-out|account|confirm|forgot|forgot-password|reset|reset-password|welcome|owner|setup|refused|unsubscribe)(?:\/|$)/
const nextPath = /^\/(?:_next|api|admin)(?:\/|$)/

// The query keys that pages read, in the order that makes their keys. A page that learns a new one says so here.
const article = ['sort', 'entry', 'thread', 'cursor', 'page', 'reply', 'edit', 'report', 'comment'] as const
const search = ['q'] as const
const list = ['page', 'cursor', 'sort', 'of', 'letter', 'kind'] as const

/** The route of a normalised path. */
export function routeOf(path: string): Route {
  if (nextPath.test(path)) return { kind: 'next', query: [] }
  if (privatePath.test(path)) return { kind: 'private', query: [] }
  if (path === '/search') return { kind: 'passing', query: search, longest: 8192 } // the page says itself what is too long
  return { kind: 'page', query: path.startsWith('/articles/') ? article : list }
}

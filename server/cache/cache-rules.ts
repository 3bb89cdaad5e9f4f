/**
 * How the page at a path is rendered and kept.
 * - `next`: not a readers' page; the request is passed to Next as it is (the studio, the API)
 * - `shared`: rendered without the reader's cookies, kept, and sent to everyone
 * - `unkept`: rendered without the reader's cookies, not kept (search: anything may be searched for)
 * - `private`: rendered with the reader's cookies, never kept
 */
export type PageKind = 'next' | 'shared' | 'unkept' | 'private'

const privatePath =
  /^\/(?:sign-in|sign-up|sign-out|account|confirm|forgot|forgot-password|reset|reset-password|welcome|owner|setup|refused|unsubscribe)(?:\/|$)/
const nextPath = /^\/(?:_next|api|admin)(?:\/|$)/

/** The kind of a path that `readAddress` has read. */
export function kindOf(path: string): PageKind {
  if (nextPath.test(path)) return 'next'
  if (privatePath.test(path)) return 'private'
  return path === '/search' ? 'unkept' : 'shared'
}

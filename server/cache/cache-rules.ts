import { isSecretPath } from '../http/address'

/**
 * How the page at a path is rendered and kept.
 * - `next`: not a readers' page; the request is passed to Next as it is (the studio, the API)
 * - `shared`: rendered without the reader's cookies, kept, and sent to everyone
 * - `unkept`: rendered without the reader's cookies, not kept (search: anything may be searched for)
 * - `private`: rendered with the reader's cookies, never kept
 * - `secret`: whoever knows the address sees it: rendered without cookies, never kept, and the address is told to nobody
 */
export type PageKind = 'next' | 'shared' | 'unkept' | 'private' | 'secret'

/** The first parts of the paths of private pages. Each names a page in app/(site): a path without one would be rendered for every request. */
export const privatePages = ['sign-in', 'sign-up', 'account', 'confirm', 'forgot', 'reset', 'setup', 'invite', 'refused', 'report', 'inbox', 'unsubscribe']
const privatePath = new RegExp(`^/(?:${privatePages.join('|')})(?:/|$)`)
const unkeptPath = /^\/search(?:\.json)?$/
const nextPath = /^\/(?:_next|api|admin)(?:\/|$)/

/** The kind of a path that `readAddress` has read. */
export function kindOf(path: string): PageKind {
  if (nextPath.test(path)) return 'next'
  if (privatePath.test(path)) return 'private'
  if (isSecretPath(path)) return 'secret'
  return unkeptPath.test(path) ? 'unkept' : 'shared'
}

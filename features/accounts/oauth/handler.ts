import { createHash, randomBytes } from 'node:crypto'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { config } from '@/platform/config'
import { cookieNames, parseCookies } from '@/platform/http/cookies'
import { isAppError, notFound } from '@/platform/errors'
import { BrokenOff, readBytes } from '@/platform/http/body'
import { errorResponse } from '@/platform/http/endpoint'
import { localPath } from '../schema'
import { noReaderCookie } from '../sessions'
import { noShutOutCookie, shutOutCookie } from '../shut-out'
import { signInClientOf } from '../sign-in-client'
import { listProviderNames } from './names'
import { optionsFor } from './options'

type Asked = { path: string[]; method: string; query: Record<string, string>; body: Record<string, string>; cookies: Record<string, string> }

// CommonJS: the function is the module or its `default`, depending on who loads it.
const handle = ((NextAuth as unknown as { default?: typeof NextAuth }).default ?? NextAuth) as typeof NextAuth

/**
 * Asks next-auth and returns its answer. By its older interface, because that takes the cookies as we give them: while a person signs in by OAuth it does
 * not see their present session, so that it never ties a stranger's identity to the account that happens to be open.
 */
async function ask(headers: Headers, { path, method, query, body, cookies }: Asked): Promise<Response> {
  process.env.NEXTAUTH_URL ??= config.siteUrl
  const client = signInClientOf(headers)
  const answer = { status: 200, headers: new Headers(), body: null as string | null }
  const response = {
    status(status: number) {
      answer.status = status
      return response
    },
    getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? answer.headers.getSetCookie() : (answer.headers.get(name) ?? undefined)),
    setHeader(name: string, value: string | string[]) {
      answer.headers.delete(name)
      for (const one of [value].flat()) answer.headers.append(name, one)
      return response
    },
    json(value: unknown) {
      answer.headers.set('content-type', 'application/json')
      answer.body = JSON.stringify(value)
    },
    send(value: unknown) {
      if (value !== null && typeof value === 'object') response.json(value)
      else if (value !== undefined) answer.body = String(value)
    },
    end() {},
  }
  const request = { method, query: { ...query, nextauth: path }, body, cookies, headers: Object.fromEntries(headers) }
  let codeIsAsked = false
  let suspended: string | null = null
  await handle(
    request as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    optionsFor(
      client,
      () => void (codeIsAsked = true),
      (accountId) => void (suspended = accountId),
    ),
  )
  if (codeIsAsked) askForCode(answer.headers)
  leadBack(answer.headers, cookies)
  const signedIn = answer.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${cookieNames.session}=`) && !cookie.startsWith(`${cookieNames.session}=;`))
  if (signedIn && !codeIsAsked && client.guest && path[0] === 'callback') answer.headers.append('set-cookie', noReaderCookie())
  if (signedIn) answer.headers.append('set-cookie', noShutOutCookie())
  if (suspended !== null) answer.headers.append('set-cookie', shutOutCookie(suspended))
  answer.headers.set('cache-control', 'private, no-store')
  return new Response(answer.body, { status: answer.status, headers: answer.headers })
}

/** What next-auth believes to be a session waits for its second factor: the page that asks for it leads where next-auth would have. */
function askForCode(headers: Headers): void {
  const { pathname, search } = new URL(headers.get('location') ?? '/', config.siteUrl)
  headers.set('location', `/sign-in/second-factor?next=${encodeURIComponent(pathname + search)}`)
}

/** A sign-in that went wrong is told on our page, which leads where the sign-in was to lead: next-auth keeps that in a cookie. */
function leadBack(headers: Headers, cookies: Record<string, string>): void {
  const to = URL.parse(headers.get('location') ?? '', config.siteUrl)
  if (to?.pathname !== '/sign-in' || to.searchParams.has('next')) return
  const kept = Object.entries(cookies).find(([name]) => name.endsWith('next-auth.callback-url'))?.[1]
  const back = kept ? URL.parse(kept, config.siteUrl) : null
  const next = back?.origin === new URL(config.siteUrl).origin ? localPath(back.pathname + back.search) : null
  if (!next || next === '/') return
  to.searchParams.set('next', next)
  headers.set('location', to.href)
}

/**
 * Everything under `/api/auth`: what a provider calls back, and next-auth's small interface for programs (`session`, `csrf`, `providers`). Where no provider
 * is set up there is nothing.
 */
export async function handleAuth(request: Request, path: string[]): Promise<Response> {
  // `_log` takes log entries from browsers: anybody could write into our log.
  if (listProviderNames().length === 0 || path[0] === '_log') return errorResponse(notFound())
  let body: Record<string, string>
  try {
    body = await formOf(request)
  } catch (error) {
    if (error instanceof BrokenOff) return new Response(null, { status: 400 })
    if (isAppError(error)) return errorResponse(error)
    throw error
  }
  const cookies = parseCookies(request.headers.get('cookie'))
  if (path[0] === 'callback') delete cookies[cookieNames.session]
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return ask(request.headers, { path, method: request.method, query, body, cookies })
}

const maxBodyBytes = 64 * 1024

/** A provider may answer by a posted form; JSON is what next-auth's own client sends. Throws too_large (413) or BrokenOff. */
async function formOf(request: Request): Promise<Record<string, string>> {
  if (request.method !== 'POST') return {}
  const text = (await readBytes(request, maxBodyBytes)).toString()
  try {
    return (request.headers.get('content-type') ?? '').includes('json')
      ? (JSON.parse(text) as Record<string, string>)
      : Object.fromEntries(new URLSearchParams(text))
  } catch {
    return {}
  }
}

/**
 * Begins a sign-in with a provider: its address, and the cookies that the answer there is checked with. next-auth guards this step with
 * a cookie that cannot be set while a page renders; our form is guarded by its origin instead, so both halves of its token are made here.
 * Throws not_found (404) for a provider without settings.
 */
export async function beginOauth(headers: Headers, provider: string, next: string): Promise<{ location: string; cookies: string[] }> {
  if (!listProviderNames().some(({ id }) => id === provider)) throw notFound('This way of signing in is not set up here')
  const csrfToken = randomBytes(32).toString('hex')
  const proof = createHash('sha256')
    .update(`${csrfToken}${config.secret('next-auth')}`)
    .digest('hex')
  const name = config.siteUrl.startsWith('https:') ? '__Host-next-auth.csrf-token' : 'next-auth.csrf-token'
  const answer = await ask(headers, {
    path: ['signin', provider],
    method: 'POST',
    query: {},
    body: { csrfToken, callbackUrl: next },
    cookies: { [name]: `${csrfToken}|${proof}` },
  })
  return { location: answer.headers.get('location') ?? '/sign-in?error=OAuthSignin', cookies: answer.headers.getSetCookie() }
}

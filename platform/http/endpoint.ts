import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { BrokenOff, readBody, type Body } from './body'
import { seenCookie } from './cookies'
import { AppError, invalid, isAppError } from '../errors'
import { currentRequest } from '../bridge'
import { databaseAwaySince, isDatabaseAway, isDiskFull, noteDatabaseAway } from '../database-away'
import { log } from '../log'
import { refuseCrossSite } from './origin'
import { limitNetwork, type Limit } from './rate-limit'
import { refusedForm, type FormPage } from './refused-form'
import { plainWords } from './zod-messages'

type Context = { params: Promise<Record<string, string>> }

/** What a handler answers: JSON for JSON, and for a form the address to go to (303). */
export type Answer = { status?: number; json: unknown; location: string; cookies?: string[] }

type Endpoint<S extends z.core.$ZodType> = {
  /** The shape of the posted values; the path's parameters are merged in. */
  input: S
  /** The act. Throws AppErrors. */
  act: (input: z.output<S>, request: Request) => Promise<Answer>
  /** The page that a refused form is shown on again, with what was typed; null when there is none. */
  page?: FormPage
  /** `none`: what is posted is no form. The act gets the query of the address, and reads the body itself or leaves it. */
  body?: 'fields' | 'none'
  /** The act itself limits whoever does it, by their account: what it accepts is not counted against the network, behind which a whole desk may sit. */
  limitsItself?: boolean
}

/** Posts of one network, whatever they are and whether they are refused. A school may be behind one address. */
const posts: Limit = { act: 'post', burst: 300, everySeconds: 0.5 }

/** A route handler for a reader's post, as a form or as JSON. It checks the input and answers in the same form. `action` does this for the studio. */
export function endpoint<S extends z.core.$ZodType>({ input, act, page, body: reads = 'fields', limitsItself = false }: Endpoint<S>) {
  return async (request: Request, context: Context): Promise<Response> => {
    let body: Body | null = null
    const params = await context.params
    try {
      refuseCrossSite(request.headers)
      body = reads === 'fields' ? await readBody(request) : queryOf(request)
      if (databaseAwaySince() !== null) throw awayError()
      const counted = await limitNetwork(posts, currentRequest()?.clientIp ?? '127.0.0.1')
      const parsed = z.safeParse(input, { ...body.values, ...params }, { error: plainWords })
      if (!parsed.success) throw invalid('Please correct what is marked', fieldMessages(parsed.error))
      const answer = await act(parsed.data, request)
      if (limitsItself) await counted.forgive(1)
      return withCookies(wantsPage(request, body) ? redirectTo(answer.location) : Response.json(answer.json, { status: answer.status ?? 200 }), answer.cookies)
    } catch (error) {
      if (error instanceof BrokenOff) return new Response(null, { status: 400 })
      const failure = toAppError(error)
      const form = wantsPage(request, body) ? await refusedForm(failure, request, { ...body?.values, ...params }, page) : null
      return form ?? errorResponse(failure)
    }
  }
}

/** What is asked for in the address, in the place of a form. Its answers are JSON. */
const queryOf = (request: Request): Body => ({ kind: 'json', values: Object.fromEntries(new URL(request.url).searchParams) })

/** The first message of each field, by its name. */
export function fieldMessages(error: z.ZodError): Record<string, string> {
  const messages: Record<string, string> = {}
  for (const issue of error.issues) messages[String(issue.path[0] ?? 'form')] ??= issue.message
  return messages
}

/** A JSON answer for a GET: `{ … }` or `{ error }` with the right status. `isOwn`: what it says is for this visitor alone. */
export function getEndpoint<S extends z.core.$ZodType>(input: S, find: (input: z.output<S>, request: Request) => Promise<unknown>, { isOwn = false } = {}) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      const query = Object.fromEntries(new URL(request.url).searchParams)
      const parsed = z.safeParse(input, { ...query, ...(await context.params) }, { error: plainWords })
      if (!parsed.success) throw invalid('The address has a value that cannot be used', fieldMessages(parsed.error))
      return Response.json(await find(parsed.data, request), { headers: { 'cache-control': isOwn ? 'no-store' : 'no-cache' } })
    } catch (error) {
      return errorResponse(toAppError(error))
    }
  }
}

/** A GET that answers with a file, or `{ error }` with the right status. */
export function fileEndpoint<S extends z.core.$ZodType>(input: S, find: (input: z.output<S>, request: Request) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      // A route without anything in brackets is given no params.
      const parsed = z.safeParse(input, { ...(await context.params) }, { error: plainWords })
      if (!parsed.success) throw invalid('The address has a value that cannot be used', fieldMessages(parsed.error))
      return await find(parsed.data, request)
    } catch (error) {
      return errorResponse(toAppError(error))
    }
  }
}

const wantsPage = (request: Request, body: Body | null) =>
  body
    ? body.kind === 'form' && !(request.headers.get('accept') ?? '').startsWith('application/json')
    : (request.headers.get('accept') ?? '').includes('text/html')

// Headers hold ASCII only, and a path may have Hangul in it.
const redirectTo = (location: string) =>
  new Response(null, { status: 303, headers: { location: location.replaceAll(/\p{Surrogate}/gu, '').replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent) } })

function withCookies(response: Response, cookies: string[] = []): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  const event = currentRequest()?.lastEvent
  if (event) response.headers.append('set-cookie', seenCookie(event))
  response.headers.set('cache-control', 'no-store')
  return response
}

function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error
  if (isDatabaseAway(error)) {
    noteDatabaseAway(
      error,
      isDiskFull(error) ? 'a request could not be answered: the disk is full' : 'a request could not be answered: the database gives no answer',
    )
    return awayError(error)
  }
  const id = currentRequest()?.id ?? randomUUID().slice(0, 8)
  log.error({ err: error, id }, 'a request failed')
  return new AppError('unavailable', `Something went wrong on our side. Nothing was changed. If it stays so, tell us this number: ${id}`)
}

/** For whoever wants to change something while the database is away, or has no room (`cause`): that takes somebody who makes some, and more than a few seconds. */
export const awayError = (cause?: unknown) =>
  isDiskFull(cause)
    ? new AppError(
        'unavailable',
        'The disk of this site is full, so nothing can be saved, and nothing was changed. What you typed is still on this page: keep it open, or copy your words, and try again when whoever runs the site has made room.',
        { retryAfter: 60 },
      )
    : new AppError('unavailable', 'Nothing can be saved just now, and nothing was changed. Keep this page open and try again in a few seconds.', {
        retryAfter: 5,
      })

/** The JSON answer for an error. */
export function errorResponse(error: AppError): Response {
  const { code, message, fields, data, retryAfter } = error
  const response = Response.json({ error: { code, message, ...(fields && { fields }), ...(data !== undefined && { data }) } }, { status: error.status })
  response.headers.set('cache-control', 'no-store')
  if (retryAfter) response.headers.set('retry-after', String(retryAfter))
  return response
}

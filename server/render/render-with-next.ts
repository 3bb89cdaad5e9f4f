import { AsyncLocalStorage } from 'node:async_hooks'
import { IncomingMessage, ServerResponse, type RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import type { FormState, RenderContext, RequestContext } from '@/platform/bridge'
import { payloadHeaders } from './strip-rsc-payload'

/** What Next answered to a render request, and what the page noted in the context while it was rendered. */
export type NextAnswer = { status: number; headers: Record<string, string>; body: Buffer; context: RenderContext }

export type RenderRequest = {
  /** Path and query. */
  path: string
  /** GET unless said otherwise. */
  method?: 'GET' | 'OPTIONS'
  /** The query keys that this page may read; absent for a page that gets its whole query. */
  queryKeys?: readonly string[]
  /** The reader's cookies, for private pages only. */
  cookie?: string
  /** A refused form to show in the page. */
  form?: FormState | null
  /** For secret pages: what their address has below `path`, and who asks. */
  secret?: RenderContext['secret']
  /** The first of a process starts the application inside Next, and waits for that: for migrations, say, which take as long as they take. */
  isFirst?: boolean
}

export type RenderWithNext = (request: RenderRequest) => Promise<NextAnswer>

// The first request for a page starts its render. This keeps the asynchronous contexts of that request away from the page.
const outsideRequests = AsyncLocalStorage.snapshot()
const renderTimeoutMs = 30_000

/**
 * Makes the function that renders a page with Next. It sends Next a request of our own making that carries nothing of the reader's, inside a context in
 * which queries note what they read. Rejects when Next throws or takes longer than 30 seconds, but for the first.
 */
export function makeRenderWithNext(nextHandler: RequestListener, context: AsyncLocalStorage<RenderContext | RequestContext>, site: URL): RenderWithNext {
  const headers = {
    host: site.host,
    'x-forwarded-host': site.host,
    'x-forwarded-proto': site.protocol.slice(0, -1),
    accept: 'text/html',
    'user-agent': 'lightstick',
    ...payloadHeaders,
  }
  return (request) => {
    const store: RenderContext = {
      kind: 'render',
      path: request.path,
      tags: new Set(),
      own: new Set(),
      islands: new Set(),
      form: request.form ?? null,
      queryKeys: request.queryKeys,
      drawn: [],
      secret: request.secret,
    }
    return outsideRequests(() => context.run(store, () => capture(nextHandler, request, headers, store)))
  }
}

/** Calls Next's handler with a request and a response that have no connection, and collects the answer. */
function capture(
  nextHandler: RequestListener,
  { path, method = 'GET', cookie, isFirst = false }: RenderRequest,
  headers: Record<string, string>,
  context: RenderContext,
): Promise<NextAnswer> {
  return new Promise((resolve, reject) => {
    const socket = { encrypted: false, remoteAddress: '127.0.0.1', on() {}, once() {}, off() {}, removeListener() {}, destroy() {} } as unknown as Socket
    const req = new IncomingMessage(socket)
    Object.assign(req, { method, url: path, headers: { ...headers, ...(cookie && { cookie }) } })
    req.push(null)
    const res = new ServerResponse(req)
    const chunks: Buffer[] = []
    const collect = (chunk: unknown, encoding?: unknown) => {
      if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    }
    const giveUp = () => {
      res.emit('close') // tells Next to stop
      reject(new Error(`${path} took longer than ${renderTimeoutMs / 1000} s to render`))
    }
    const timer = isFirst ? undefined : setTimeout(giveUp, renderTimeoutMs)
    const callBack = (...callbacks: unknown[]) => callbacks.forEach((callback) => typeof callback === 'function' && process.nextTick(callback as () => void))
    const overrides = {
      writeHead(status: number, ...rest: unknown[]) {
        res.statusCode = status
        for (const given of rest) if (given && typeof given === 'object') setHeaders(res, given)
        return res
      },
      flushHeaders() {},
      write(chunk: unknown, ...rest: unknown[]) {
        collect(chunk, rest[0])
        callBack(...rest)
        return true
      },
      end(...args: unknown[]) {
        clearTimeout(timer)
        collect(args[0], args[1])
        resolve({ status: res.statusCode, headers: headersOf(res), body: Buffer.concat(chunks), context })
        Object.defineProperty(res, 'writableEnded', { value: true })
        callBack(...args)
        process.nextTick(() => {
          res.emit('finish')
          res.emit('close')
        })
        return res
      },
    }
    Object.assign(res, overrides)
    Promise.resolve((nextHandler as (req: IncomingMessage, res: ServerResponse) => unknown)(req, res)).catch((error: unknown) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}

function setHeaders(res: ServerResponse, given: object) {
  if (Array.isArray(given)) for (let i = 0; i + 1 < given.length; i += 2) res.setHeader(String(given[i]), given[i + 1] as string)
  else for (const [name, value] of Object.entries(given)) if (value !== undefined) res.setHeader(name, value as string)
}

/** All headers but cookies: what is rendered here is not sent to one reader by Next. */
function headersOf(res: ServerResponse): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(res.getHeaders())) if (value !== undefined && name !== 'set-cookie') headers[name] = String(value)
  return headers
}

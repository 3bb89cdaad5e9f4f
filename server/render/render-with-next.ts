import { AsyncLocalStorage } from 'node:async_hooks'
import { IncomingMessage, ServerResponse, type RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { flightHeaders } from './strip-rsc-payload'
import type { FormState, RenderContext, RequestContext } from '@/platform/front'

/** What Next answered to a request of our own making. */
export type Rendered = { status: number; headers: Record<string, string>; body: Buffer; context: RenderContext }

export type RenderRequest = {
  /** Path and query. */
  path: string
  /** The visitor's cookies, for pages that are never shared. */
  cookie?: string
  form?: FormState | null
}

// A render is begun by whoever asks first; nothing of that request (its own contexts inside Next, say) may reach the page.
const apart = AsyncLocalStorage.snapshot()
const longestRender = 30_000

/** Renders through Next by a request that carries nothing of a visitor, inside a context in which queries note what they read. */
export function makeRender(handle: RequestListener, context: AsyncLocalStorage<RenderContext | RequestContext>, site: URL) {
  const agent = {
    host: site.host,
    'x-forwarded-host': site.host,
    'x-forwarded-proto': site.protocol.slice(0, -1),
    accept: 'text/html',
    'user-agent': 'lightstick',
    ...flightHeaders,
  }
  return (request: RenderRequest): Promise<Rendered> => {
    const store: RenderContext = { kind: 'render', tags: new Set(), own: new Set(), form: request.form ?? null, drawn: [] }
    return apart(() => context.run(store, () => capture(handle, request, agent, store)))
  }
}

function capture(handle: RequestListener, { path, cookie }: RenderRequest, headers: Record<string, string>, context: RenderContext): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    const socket = { encrypted: false, remoteAddress: '127.0.0.1', on() {}, once() {}, off() {}, removeListener() {}, destroy() {} } as unknown as Socket
    const req = new IncomingMessage(socket)
    Object.assign(req, { method: 'GET', url: path, headers: { ...headers, ...(cookie && { cookie }) } })
    req.push(null)
    const res = new ServerResponse(req)
    const chunks: Buffer[] = []
    const take = (chunk: unknown, encoding?: unknown) => {
      if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    }
    const late = setTimeout(() => {
      res.emit('close') // tells Next to stop
      reject(new Error(`${path} took longer than ${longestRender / 1000} s to render`))
    }, longestRender)
    const called = (...callbacks: unknown[]) => callbacks.forEach((callback) => typeof callback === 'function' && process.nextTick(callback as () => void))
    const overrides = {
      writeHead(status: number, ...rest: unknown[]) {
        res.statusCode = status
        for (const given of rest) if (given && typeof given === 'object') setAll(res, given)
        return res
      },
      flushHeaders() {},
      write(chunk: unknown, ...rest: unknown[]) {
        take(chunk, rest[0])
        called(...rest)
        return true
      },
      end(...args: unknown[]) {
        clearTimeout(late)
        take(args[0], args[1])
        resolve({ status: res.statusCode, headers: plainHeaders(res), body: Buffer.concat(chunks), context })
        Object.defineProperty(res, 'writableEnded', { value: true })
        called(...args)
        process.nextTick(() => {
          res.emit('finish')
          res.emit('close')
        })
        return res
      },
    }
    Object.assign(res, overrides)
    Promise.resolve((handle as (req: IncomingMessage, res: ServerResponse) => unknown)(req, res)).catch((error: unknown) => {
      clearTimeout(late)
      reject(error)
    })
  })
}

function setAll(res: ServerResponse, given: object) {
  if (Array.isArray(given)) for (let i = 0; i + 1 < given.length; i += 2) res.setHeader(String(given[i]), given[i + 1] as string)
  else for (const [name, value] of Object.entries(given)) if (value !== undefined) res.setHeader(name, value as string)
}

function plainHeaders(res: ServerResponse): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(res.getHeaders())) if (value !== undefined && name !== 'set-cookie') headers[name] = String(value)
  return headers
}

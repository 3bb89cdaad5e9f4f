import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Inside } from '@/platform/bridge'
import type { PageCache } from '../cache/page-cache'
import { metricsText, type OpenStreams } from './metrics'

const readyTimeoutMs = 2000

/** What is asked; null until it has started. `isStopping`: others should take what comes from now on. */
type Asked = { inside: Inside | null; cache: PageCache | null; openStreams: OpenStreams; isStopping: boolean }

const paths = new Set(['/healthz', '/readyz', '/metrics'])
export const isHealthPath = (path: string) => paths.has(path)

/** Answers /healthz (the process runs), /readyz (it can serve pages) and /metrics. */
export async function sendHealth({ inside, cache, openStreams, isStopping }: Asked, req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
  const send = (status: number, text: string, type = 'text/plain; charset=utf-8') => {
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-store', 'Content-Length': Buffer.byteLength(text), 'X-Content-Type-Options': 'nosniff' }
    res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : text)
  }
  if (path === '/healthz') return send(200, 'alive\n')
  if (path === '/readyz') {
    if (isStopping) return send(503, 'stopping\n')
    if (!inside || !cache) return send(503, 'starting\n')
    const trouble = await withTimeout(inside.trouble(), readyTimeoutMs).catch(() => 'the database does not answer')
    return send(trouble ? 503 : 200, `${trouble ?? 'ready'}\n`)
  }
  if (!cache) return send(503, '')
  return send(200, metricsText(cache, openStreams, inside?.metrics() ?? ''), 'text/plain; version=0.0.4; charset=utf-8')
}

function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('too late')), timeoutMs)))
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

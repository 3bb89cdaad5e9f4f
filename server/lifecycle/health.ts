import type { IncomingMessage, ServerResponse } from 'node:http'
import { metricsText } from './metrics'
import type { Serving } from '@/server/router'

/** Answers /healthz (the process lives), /readyz (it can serve) and /metrics; says whether it did. */
export async function sendHealth(serving: Serving, { req, res }: { req: IncomingMessage; res: ServerResponse }, path: string): Promise<boolean> {
  const say = (status: number, text: string, type = 'text/plain; charset=utf-8') => {
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-store', 'Content-Length': Buffer.byteLength(text), 'X-Content-Type-Options': 'nosniff' }
    res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : text)
    return true
  }
  if (path === '/healthz') return say(200, 'alive\n')
  if (path === '/readyz') {
    const { inside } = serving
    if (!inside || !serving.site) return say(503, 'starting\n')
    const answers = await withinTime(inside.ready(), 2000).catch(() => false)
    return say(answers ? 200 : 503, answers ? 'ready\n' : 'the database does not answer\n')
  }
  if (path !== '/metrics') return false
  if (!serving.site) return say(503, '')
  return say(200, metricsText(serving.site.pages, serving.inside?.metrics() ?? ''), 'text/plain; version=0.0.4; charset=utf-8')
}

function withinTime<T>(promise: Promise<T>, most: number): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('too late')), most)))
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { escapeHtml } from '@/platform/text/html'
import { isSecretTarget } from './address'
import { commonHeaders, readerPolicy, secretHeaders } from './headers'

const titles: Record<number, string> = {
  400: 'That address cannot be read',
  404: 'There is nothing here',
  405: 'That cannot be done here',
  408: 'That took too long',
  413: 'That is too much for one request',
  414: 'That address is too long',
  429: 'That was too often',
  431: 'That request is too long',
  500: 'Something went wrong on our side',
  503: 'One moment, please',
}
const codes: Record<number, string> = {
  400: 'invalid',
  404: 'not_found',
  405: 'invalid',
  408: 'invalid',
  413: 'too_large',
  414: 'invalid',
  429: 'too_many',
  431: 'too_large',
  500: 'unavailable',
  503: 'unavailable',
}

/** An error page without styles or scripts, for the time when no page of the site can be rendered. */
function errorPage(status: number, message: string): string {
  const title = titles[status] ?? 'That did not work'
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title></head><body><main id="main"><h1>${title}</h1><p>${escapeHtml(message)}</p><p><a href="/">To the front page</a></p></main></body></html>`
}

/** Answers with an error: as JSON when the client asks for JSON or for an address of the API, otherwise as a page. Cuts an answer that has begun. */
export function sendError(req: IncomingMessage, res: ServerResponse, status: number, message: string, headers: Record<string, string> = {}): void {
  if (res.headersSent || res.destroyed) return void res.destroy()
  const accepts = String(req.headers.accept ?? '')
  const wantsPage = accepts.includes('text/html') || (!req.url?.startsWith('/api') && !accepts.includes('json'))
  const body = wantsPage ? errorPage(status, message) : JSON.stringify({ error: { code: codes[status] ?? 'invalid', message } })
  res.writeHead(status, {
    'Content-Type': wantsPage ? 'text/html; charset=utf-8' : 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': readerPolicy,
    ...commonHeaders(false),
    ...(isSecretTarget(req.url) && secretHeaders),
    ...headers,
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}

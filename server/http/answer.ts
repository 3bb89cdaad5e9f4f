import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * An answer that can be sent by Node or from the fast path. `headers`: names and values in turn, without Date. `body`: null where there is none (304). It never
 * changes: what is made from it can be remembered by it.
 */
export type Answer = { readonly status: number; readonly headers: readonly string[]; readonly body: Buffer | null }

export function sendAnswer(req: IncomingMessage, res: ServerResponse, { status, headers, body }: Answer): void {
  res.writeHead(status, [...headers])
  res.end(req.method === 'HEAD' ? undefined : (body ?? undefined))
}

const bodyHeaders = new Set(['Content-Length', 'Content-Encoding', 'Content-Type'])

/** The answer 304 to a client that has the body of this one already. */
export const notModified = ({ headers }: Answer): Answer => ({
  status: 304,
  headers: headers.filter((_, index) => !bodyHeaders.has(headers[index - (index % 2)] ?? '')),
  body: null,
})

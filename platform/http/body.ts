import { invalid, isAppError, tooLarge, wrongType } from '../errors'

/** A parsed body. A form is answered with a redirect, JSON with JSON. */
export type Body = { kind: 'form' | 'json'; values: Record<string, unknown> }

/** The client hung up in the middle of a body. Nobody is there to hear an answer, and nothing of ours went wrong. */
export class BrokenOff extends Error {
  override name = 'BrokenOff'
}

/** The size limit of a reader's post, in bytes. A comment of 20,000 letters of Hangul, percent-encoded, still fits, so that its form can be shown again. */
export const maxBodyBytes = 192 * 1024

/**
 * Reads the body of a post: raw bytes, at most `maxBytes`; `application/json`, `application/x-www-form-urlencoded` or `multipart/form-data`
 * (fields only), as UTF-8 that is valid. Throws too_large (413), wrong_type (415), invalid (422) or BrokenOff.
 */
export async function readBody(request: Request, maxBytes = maxBodyBytes): Promise<Body> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const bytes = await readBytes(request, maxBytes)
  if (type === 'application/json') {
    const value: unknown = parseJson(decode(bytes))
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw invalid('Send a JSON object')
    return { kind: 'json', values: value as Record<string, unknown> }
  }
  if (type === 'application/x-www-form-urlencoded') return { kind: 'form', values: fromEntries(parseUrlEncoded(bytes)) }
  if (type === 'multipart/form-data') {
    decode(bytes)
    const form = await new Response(bytes as BodyInit, { headers: { 'content-type': request.headers.get('content-type')! } }).formData().catch(() => {
      throw invalid('The form could not be read')
    })
    return { kind: 'form', values: fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')) }
  }
  throw wrongType(type ? `This address takes forms and JSON, not ${type.slice(0, 60)}` : 'Say what you send: a form or JSON')
}

/** The bytes of a body, counted as they come. Throws too_large (413) as soon as there are more than `maxBytes`, or BrokenOff. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (isAppError(error)) throw error
    throw new BrokenOff('the client hung up', { cause: error })
  }
  return Buffer.concat(chunks)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalid('The text is damaged: it is not valid UTF-8. Type it again, or send it from another program.')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('The JSON could not be read')
  }
}

// Parsed by hand: URLSearchParams would replace invalid UTF-8 by U+FFFD.
function parseUrlEncoded(bytes: Uint8Array): [string, string][] {
  return decode(bytes)
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=')
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
      return [percentDecode(name), percentDecode(value)]
    })
}

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw invalid('The text is damaged: it is not valid UTF-8. Type it again, or send it from another program.')
  }
}

/** The first value of each name; browsers send line ends as CRLF, everything of ours has LF. */
function fromEntries(entries: Iterable<[string, string]>): Record<string, string> {
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of entries) values[name] ??= value.replaceAll('\r\n', '\n')
  return { ...values }
}

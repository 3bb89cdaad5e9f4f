import { pageAccountHead } from '@/features/accounts/ui/page-account.client'
import { mediaLimits } from '../limits'
import type { Medium } from '../queries/media'
import { megabytes } from './words.client'

/** What the site answers to a picture that it took in. */
export type Taken = { medium: Medium; wasThere?: boolean; moves?: boolean }

/** A picture that was not taken in. `again`: the same may go well another time. */
export class NotTaken extends Error {
  override name = 'NotTaken'
  constructor(
    message: string,
    readonly again: boolean,
  ) {
    super(message)
  }
}

const types = 'JPEG, PNG, WebP, AVIF and GIF'
export const limitWords = `${types}, at most ${mediaLimits.bytes / 1_000_000} MB each.`

/** Why this file need not be sent at all, or null. The site looks again, at its content. */
export function refusalOf({ size, type, name }: { size: number; type: string; name: string }): string | null {
  if (size === 0) return 'This file is empty.'
  if (type === 'image/svg+xml' || /\.svgz?$/i.test(name)) return `This is an SVG drawing, which can hold programs. Pictures are ${types}.`
  if (/^image\/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name))
    return 'This is a HEIC picture, as iPhones make them. Send it as a JPEG: on the phone, Settings, Camera, Formats, Most Compatible; or export it from Photos.'
  if (type !== '' && !type.startsWith('image/')) return `This is no picture. Pictures are ${types}.`
  if (size > mediaLimits.bytes)
    return `This file has ${megabytes(size)}; at most ${mediaLimits.bytes / 1_000_000} MB can be sent. Make the picture smaller first.`
  return null
}

const unreachable = 'The connection was lost, so the picture was not taken. Nothing is kept of it.'

type Sending = { method: 'POST' | 'PUT'; url: string; file: File; onProgress: (sent: number) => void; signal: AbortSignal }

/** Sends a picture, and says how much of it has gone (0 to 1). Rejects with `NotTaken`, or with an AbortError when `signal` ends it. `fetch` tells no progress. */
export function sendFile({ method, url, file, onProgress, signal }: Sending): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, `${url}?name=${encodeURIComponent(file.name.replaceAll(/[\r\n]/g, ' ').slice(-mediaLimits.name))}`)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    for (const [name, value] of Object.entries(pageAccountHead())) request.setRequestHeader(name, value)
    request.responseType = 'text'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.upload.onload = () => onProgress(1)
    request.onerror = () => reject(new NotTaken(unreachable, true))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    request.onload = () => {
      const answer = answerOf(request)
      if (answer instanceof NotTaken) reject(answer)
      else resolve(answer)
    }
    signal.addEventListener('abort', () => request.abort())
    if (signal.aborted) reject(new DOMException('cancelled', 'AbortError'))
    else request.send(file)
  })
}

/** Asks the site to fetch the picture at an address. Rejects as `sendFile` does. */
export async function sendAddress(address: string, signal: AbortSignal): Promise<Taken> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ address }), signal }
  const answer = await fetch('/api/studio/media/from-address', init).catch((error: unknown) => {
    throw signal.aborted ? error : new NotTaken(unreachable, true)
  })
  const taken = answerOf({ status: answer.status, responseText: await answer.text() })
  if (taken instanceof NotTaken) throw taken
  return taken
}

function answerOf({ status, responseText }: Pick<XMLHttpRequest, 'status' | 'responseText'>): Taken | NotTaken {
  let body: { error?: { message?: string; fields?: Record<string, string> } } & Partial<Taken> = {}
  try {
    body = JSON.parse(responseText) as typeof body
  } catch {
    // What stands before the site may answer with a page of its own.
  }
  if (status >= 200 && status < 300 && body.medium) return body as Taken
  return new NotTaken(
    body.error?.fields?.address ?? body.error?.message ?? `The site did not take this picture (${status}).`,
    status === 409 || status === 429 || status >= 500 || status === 401,
  )
}

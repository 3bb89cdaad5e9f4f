import { randomBytes } from 'node:crypto'

/**
 * Next writes each page a second time, as data for its scripts, which readers' pages do not have: two thirds of what it answers. Reading that
 * as HTML, to take it out there, took 8 ms of a render of 50. Next puts the nonce that it is given on those scripts, and nobody else knows it.
 */
const nonce = randomBytes(12).toString('base64url')
const [begin, end] = [Buffer.from(`<script nonce="${nonce}">`), Buffer.from('</script>')]

/** For a request of our own to Next. */
export const flightHeaders = { 'content-security-policy': `script-src 'nonce-${nonce}'` }

/** What Next answered to it, without that data. */
export function withoutFlight(body: Buffer): Buffer {
  const kept: Buffer[] = []
  let from = 0
  for (let at = body.indexOf(begin); at >= 0; at = body.indexOf(begin, from)) {
    const last = body.indexOf(end, at)
    if (last < 0) break
    kept.push(body.subarray(from, at))
    from = last + end.length
  }
  return kept.length > 0 ? Buffer.concat([...kept, body.subarray(from)]) : body
}

import { randomBytes } from 'node:crypto'

/**
 * Next writes each page a second time, as data for its own scripts (the RSC payload): two thirds of what it answers. Readers' pages have no such scripts.
 * Taking the payload out after parsing took 8 ms of a render of 50, so it is cut out of the bytes. Next puts the nonce of the request on exactly these
 * scripts, and nobody outside this process knows the nonce.
 */
const nonce = randomBytes(12).toString('base64url')
const [begin, end] = [Buffer.from(`<script nonce="${nonce}">`), Buffer.from('</script>')]

/** Headers to add to a render request, so that the payload can be found. */
export const payloadHeaders = { 'content-security-policy': `script-src 'nonce-${nonce}'` }

/** The HTML that Next answered, without the payload. A payload without an end stays. */
export function stripRscPayload(html: Buffer): Buffer {
  const kept: Buffer[] = []
  let from = 0
  for (let at = html.indexOf(begin); at >= 0; at = html.indexOf(begin, from)) {
    const last = html.indexOf(end, at)
    if (last < 0) break
    kept.push(html.subarray(from, at))
    from = last + end.length
  }
  return kept.length > 0 ? Buffer.concat([...kept, html.subarray(from)]) : html
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** An id as `platform/id.ts` makes it, in a browser. */
export function newBrowserId(now = Date.now()): string {
  let time = ''
  for (let rest = now, i = 0; i < 9; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time
  return time + Array.from(crypto.getRandomValues(new Uint8Array(11)), (byte) => alphabet[byte & 31]).join('')
}

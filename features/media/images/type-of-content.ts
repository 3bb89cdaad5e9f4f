/** The types of pictures that are taken in. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/gif'

/** So many bytes from the beginning say what a file is. */
export const headBytes = 4096

const ascii = (head: Buffer, from: number, to: number) => head.toString('latin1', from, to)

/** Brands of ISO media files (ISO/IEC 14496-12, 4.3): the major one and those that it says it is compatible with. */
function brandsOf(head: Buffer): string[] | null {
  if (ascii(head, 4, 8) !== 'ftyp') return null
  const end = Math.min(head.readUInt32BE(0), head.length)
  const brands = [ascii(head, 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(head, at, at + 4))
  return brands
}

const others: [what: string, is: (head: Buffer, text: string) => boolean][] = [
  ['an SVG drawing, which can hold programs', (_, text) => /<svg[\s>]/i.test(text)],
  ['a web page', (_, text) => /^\s*<(!doctype html|html|head|body|script)/i.test(text)],
  ['a PDF', (head) => ascii(head, 0, 5) === '%PDF-'],
  ['a TIFF picture', (head) => /^(II\*\0|MM\0\*)/.test(ascii(head, 0, 4))],
  ['a Photoshop file', (head) => ascii(head, 0, 4) === '8BPS'],
  ['a BMP picture', (head) => ascii(head, 0, 2) === 'BM'],
  ['a JPEG XL picture', (head) => head.readUInt16BE(0) === 0xff0a || ascii(head, 4, 8) === 'JXL '],
  ['a ZIP archive, or a document of an office program', (head) => ascii(head, 0, 4) === 'PK\x03\x04'],
]

/** What a file is by its first bytes, whatever it is called: a type that is taken in, or words for what it is instead ('' when nobody knows). */
export function typeOfContent(head: Buffer): { type: ImageType } | { other: string } {
  if (head.length < 16) return { other: head.length === 0 ? 'an empty file' : '' }
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return { type: 'image/jpeg' }
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return { type: 'image/png' }
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return { type: 'image/gif' }
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return { type: 'image/webp' }
  const brands = brandsOf(head)
  if (brands?.some((brand) => brand === 'avif' || brand === 'avis')) return { type: 'image/avif' }
  if (brands?.some((brand) => /^(hei[cxms]|hev[cx]|mif1|msf1)$/.test(brand))) return { other: 'a HEIC picture' }
  if (brands) return { other: 'a film' }
  const text = head.toString('utf8').replace(/^\ufeff/, '')
  return { other: others.find(([, is]) => is(head, text))?.[0] ?? '' }
}

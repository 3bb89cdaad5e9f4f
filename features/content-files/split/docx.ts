import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { FormatError } from '../format/problems'
import { storedZip } from './stored-zip'

/** How much a .docx may hold: what is beyond it is no article, and may be made to fill the memory. `tags`: of its text files; the time that reading takes goes by them. */
const docxLimits = { entries: 2000, expandedBytes: 60_000_000, textBytes: 30_000_000, tags: Infinity, ratio: 400, smallBytes: 1_000_000 }
type DocxLimits = typeof docxLimits

const inflate = promisify(inflateRaw)
const [endSign, entrySign, localSign] = [0x06054b50, 0x02014b50, 0x04034b50]

type Entry = { name: string; method: number; packed: number; expanded: number; at: number }

/**
 * A Word document as HTML. Throws a `FormatError` for what is none, is locked, or expands to more than an article can be. `file` is its name in messages; `limits`:
 * those that are lower than usual.
 */
export async function docxToHtml(bytes: Buffer, file: string, limits: Partial<DocxLimits> = {}): Promise<{ html: string; notes: string[] }> {
  const refuse = (message: string) => new FormatError([{ file, line: 1, message }])
  if (bytes.length > 8 && bytes.readUInt32BE(0) === 0xd0cf11e0)
    throw refuse('This is a Word document of the old kind or one with a password: save it as .docx without one')
  const entries = entriesOf(bytes)
  if (!entries) throw refuse('This is no .docx file, or a damaged one')
  const texts = await unpackTexts(bytes, entries, { ...docxLimits, ...limits }, refuse)
  const { default: mammoth } = await import('mammoth')
  let images = 0
  try {
    const { value, messages } = await mammoth.convertToHtml(
      // Text under the name of a picture would be read as well, beyond the limit for text.
      { buffer: storedZip(texts) },
      {
        styleMap: [
          "p[style-name='Title'] => h1:fresh",
          "p[style-name='Quote'] => blockquote > p:fresh",
          "p[style-name='Intense Quote'] => blockquote > p:fresh",
        ],
        convertImage: mammoth.images.imgElement(async () => {
          images++
          return { src: '' }
        }),
      },
    )
    const errors = messages.filter(({ type }) => type === 'error').map(({ message }) => message)
    return { html: value, notes: [...errors, ...(images > 0 ? [`${images} pictures of the document are not in the list`] : [])] }
  } catch (error) {
    if (error instanceof FormatError) throw error
    throw refuse('This .docx file cannot be read as a Word document')
  }
}

/**
 * The table at the end of a zip. Null when there is none, and when a reader could find another table than this one: mammoth's reader passes over the count, moves the
 * table when its size does not fit its place, and looks for a zip64 table where a number is the largest. No article needs any of these.
 */
function entriesOf(bytes: Buffer): Entry[] | null {
  const first = Math.max(0, bytes.length - 22 - 65_535)
  for (let at = bytes.length - 22; at >= first; at--) {
    if (bytes.readUInt32LE(at) !== endSign) continue
    const [count, size, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 12), bytes.readUInt32LE(at + 16)]
    const isOneDisk = bytes.readUInt32LE(at + 4) === 0 && bytes.readUInt16LE(at + 8) === count
    if (!isOneDisk || count === 0xffff || start === 0xffffffff || start + size !== at) return null
    const entries: Entry[] = []
    let next = start
    for (let index = 0; index < count; index++) {
      if (next + 46 > bytes.length || bytes.readUInt32LE(next) !== entrySign) return null
      const [nameLength, extra, comment] = [bytes.readUInt16LE(next + 28), bytes.readUInt16LE(next + 30), bytes.readUInt16LE(next + 32)]
      entries.push({
        name: bytes.toString('utf8', next + 46, next + 46 + nameLength),
        method: bytes.readUInt16LE(next + 10),
        packed: bytes.readUInt32LE(next + 20),
        expanded: bytes.readUInt32LE(next + 24),
        at: bytes.readUInt32LE(next + 42),
      })
      next += 46 + nameLength + extra + comment
    }
    return next === at ? entries : null
  }
  return null
}

/** The files that hold text, by their names. Unpacks each file once, up to a limit: what the table says of their sizes may be a lie. */
async function unpackTexts(bytes: Buffer, entries: readonly Entry[], limits: DocxLimits, refuse: (message: string) => FormatError) {
  const tooMuch = () => refuse('This .docx file expands to more than an article can be: it was not opened')
  if (entries.length > limits.entries) throw tooMuch()
  let [all, text, tags] = [0, 0, 0]
  const places = new Set<number>()
  const texts = new Map<string, Buffer>()
  for (const { name, method, packed, expanded, at } of entries) {
    const isText = /\.(?:xml|rels)$/i.test(name)
    const left = Math.min(limits.expandedBytes - all, isText ? limits.textBytes - text : Infinity)
    if (expanded > left || (expanded > limits.smallBytes && expanded > packed * limits.ratio)) throw tooMuch()
    // Files that overlap make much of little.
    if (places.has(at)) throw tooMuch()
    places.add(at)
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localSign) throw refuse('This .docx file is damaged')
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    const data = bytes.subarray(from, from + packed)
    let unpacked = data
    if (method === 8) {
      unpacked = await inflate(data, { maxOutputLength: Math.max(1, left) }).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch() : refuse('This .docx file is damaged')
      })
    } else if (method !== 0) throw refuse('This .docx file is packed in a way that is not known')
    const size = unpacked.length
    if (size > left || (size > limits.smallBytes && size > packed * limits.ratio)) throw tooMuch()
    all += size
    if (!isText) continue
    text += size
    tags += countTags(unpacked)
    if (tags > limits.tags) throw tooMuch()
    texts.set(name, unpacked)
  }
  return texts
}

/** Opening and closing ones, and comments: what a reader of XML makes a thing of. */
function countTags(xml: Buffer): number {
  let count = 0
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) count++
  return count
}

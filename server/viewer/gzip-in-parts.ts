import zlib from 'node:zlib'
import { differenceOf, fill, nobody, type Piece, type Visit } from '@/server/cache/template'

/**
 * A page in stretches of some kilobytes, each compressed by itself, so that filling in one visitor's state compresses only the few stretches
 * that are different for them, and remembers those: DEFLATE blocks that end on a byte follow each other freely (RFC 1951), and the checksum
 * of the whole follows from those of the parts (as zlib's crc32_combine does).
 */
export type Deflated = Stretch[]
type Stretch = { pieces: Piece[]; usual: Text; variants: Map<string, Text> }
/** `shift`: the factor that moves a checksum past this text. */
type Text = { data: Buffer; crc: number; shift: number; length: number }

const stretchLength = 16_384
const mostVariants = 32

const polynomial = 0xedb88320
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
const lastBlock = Buffer.from([3, 0])

/** Cuts a page at places of its own between two pieces. */
export function deflate(pieces: Piece[]): Deflated {
  const stretches: Deflated = []
  let gathered: Piece[] = []
  let length = 0
  const cut = () => {
    if (gathered.length > 0) stretches.push({ pieces: gathered, usual: text(fill(gathered, nobody)), variants: new Map() })
    gathered = []
    length = 0
  }
  for (const piece of pieces) {
    const size = fill([piece], nobody).length
    if (length + size > stretchLength) cut()
    gathered.push(piece)
    length += size
  }
  cut()
  return stretches
}

/** The stretch for one visitor. What holds words of their own is not remembered: it is theirs alone. */
function textFor(stretch: Stretch, visit: Visit): Text {
  const difference = differenceOf(stretch.pieces, visit)
  if (!difference) return stretch.usual
  const known = stretch.variants.get(difference)
  if (known) return known
  const made = text(fill(stretch.pieces, visit))
  if (Object.keys(visit.slots).length === 0) {
    if (stretch.variants.size >= mostVariants) stretch.variants.delete(stretch.variants.keys().next().value ?? '')
    stretch.variants.set(difference, made)
  }
  return made
}

function text(content: string): Text {
  const bytes = Buffer.from(content)
  const packed = zlib.deflateRawSync(bytes, { level: 6, finishFlush: zlib.constants.Z_SYNC_FLUSH })
  const data = packed.length < bytes.length ? packed : stored(bytes)
  return { data, crc: zlib.crc32(bytes), shift: shiftOf(bytes.length), length: bytes.length }
}

/** Blocks that are not compressed, of 65,535 bytes at the most. */
function stored(bytes: Buffer): Buffer {
  const blocks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 0xffff) {
    const block = bytes.subarray(at, at + 0xffff)
    const head = Buffer.alloc(5)
    head.writeUInt16LE(block.length, 1)
    head.writeUInt16LE(~block.length & 0xffff, 3)
    blocks.push(head, block)
  }
  return Buffer.concat(blocks)
}

/** The whole page for one visitor, as gzip. */
export function gzipFor(deflated: Deflated, visit: Visit): Buffer {
  const blocks: Buffer[] = [header]
  let crc = 0
  let length = 0
  for (const stretch of deflated) {
    const one = textFor(stretch, visit)
    blocks.push(one.data)
    crc = multiply(one.shift, crc) ^ one.crc
    length += one.length
  }
  const end = Buffer.alloc(8)
  end.writeUInt32LE(crc >>> 0, 0)
  end.writeUInt32LE(length >>> 0, 4)
  blocks.push(lastBlock, end)
  return Buffer.concat(blocks)
}

/** The product of two polynomials over GF(2), modulo that of CRC-32. */
function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 0x80000000; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= b
    b = b & 1 ? (b >>> 1) ^ polynomial : b >>> 1
  }
  return product
}

/** x to the power of 2 to the n. */
const powers: number[] = [0x40000000]
for (let n = 1; n < 32; n++) powers.push(multiply(powers[n - 1] ?? 0, powers[n - 1] ?? 0))

/** x to the power of eight times `bytes`. */
function shiftOf(bytes: number): number {
  let shift = 0x80000000
  for (let n = 3, rest = bytes; rest > 0; n++, rest = Math.floor(rest / 2)) if (rest & 1) shift = multiply(powers[n & 31] ?? 0, shift)
  return shift
}

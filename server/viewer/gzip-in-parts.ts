import zlib from 'node:zlib'
import { anonymous, fillTemplate, variantOf, type Template, type ViewerState } from '../cache/template'

/**
 * A page in sections of some kilobytes, each compressed by itself. For one reader only the few sections that differ for them are compressed, and their
 * variants are remembered. The compressed sections are joined to one gzip file: DEFLATE blocks that end on a byte may follow each other (RFC 1951), and
 * the checksum of the whole is computed from the checksums of the sections, as zlib's crc32_combine does.
 */
type CompressedSections = Section[]
type Section = { template: Template; usual: Compressed; variants: Map<string, Compressed> }
/** `crc`: CRC-32 of the uncompressed text, `length` its bytes, `shift` the factor that moves another checksum past this text. */
type Compressed = { data: Buffer; crc: number; shift: number; length: number }

const sectionChars = 16_384
const maxVariantsOfSection = 32
const maxStoredBlockBytes = 0xffff

const crc32Polynomial = 0xedb88320
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
const lastBlock = Buffer.from([3, 0])

/** Compresses a page in sections, cut between two parts of its template. */
function compressSections(template: Template): CompressedSections {
  const sections: CompressedSections = []
  let gathered: Template = []
  let chars = 0
  const cut = () => {
    if (gathered.length > 0) sections.push({ template: gathered, usual: compress(fillTemplate(gathered, anonymous)), variants: new Map() })
    gathered = []
    chars = 0
  }
  for (const part of template) {
    const size = fillTemplate([part], anonymous).length
    if (chars + size > sectionChars) cut()
    gathered.push(part)
    chars += size
  }
  cut()
  return sections
}

/** A section for one reader. A section with a reader's own HTML is not remembered: nobody else can use it. */
function sectionFor(section: Section, viewer: ViewerState): Compressed {
  const variant = variantOf(section.template, viewer)
  if (!variant) return section.usual
  const known = section.variants.get(variant)
  if (known) return known
  const made = compress(fillTemplate(section.template, viewer))
  if (Object.keys(viewer.slots).length === 0) {
    if (section.variants.size >= maxVariantsOfSection) section.variants.delete(section.variants.keys().next().value ?? '')
    section.variants.set(variant, made)
  }
  return made
}

function compress(text: string): Compressed {
  const bytes = Buffer.from(text)
  const deflated = zlib.deflateRawSync(bytes, { level: 6, finishFlush: zlib.constants.Z_SYNC_FLUSH })
  const data = deflated.length < bytes.length ? deflated : storedBlocks(bytes)
  return { data, crc: zlib.crc32(bytes), shift: shiftOf(bytes.length), length: bytes.length }
}

/** DEFLATE blocks that hold the bytes as they are, for text that compression makes longer. */
function storedBlocks(bytes: Buffer): Buffer {
  const blocks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += maxStoredBlockBytes) {
    const block = bytes.subarray(at, at + maxStoredBlockBytes)
    const head = Buffer.alloc(5)
    head.writeUInt16LE(block.length, 1)
    head.writeUInt16LE(~block.length & 0xffff, 3)
    blocks.push(head, block)
  }
  return Buffer.concat(blocks)
}

const sectionsOf = new WeakMap<Template, CompressedSections>()

/** The page for one reader, as gzip. The sections of a template are compressed once. */
export function gzipForViewer(template: Template, viewer: ViewerState): Buffer {
  let sections = sectionsOf.get(template)
  if (!sections) sectionsOf.set(template, (sections = compressSections(template)))
  return joinSections(sections, viewer)
}

function joinSections(sections: CompressedSections, viewer: ViewerState): Buffer {
  const blocks: Buffer[] = [gzipHeader]
  let crc = 0
  let length = 0
  for (const section of sections) {
    const one = sectionFor(section, viewer)
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
    b = b & 1 ? (b >>> 1) ^ crc32Polynomial : b >>> 1
  }
  return product
}

/** At index n: x to the power of 2^n, modulo the polynomial. */
const powers: number[] = [0x40000000]
for (let n = 1; n < 32; n++) powers.push(multiply(powers[n - 1] ?? 0, powers[n - 1] ?? 0))

/** x to the power of the number of bits in so many bytes. */
function shiftOf(bytes: number): number {
  let shift = 0x80000000
  for (let n = 3, rest = bytes; rest > 0; n++, rest = Math.floor(rest / 2)) if (rest & 1) shift = multiply(powers[n & 31] ?? 0, shift)
  return shift
}

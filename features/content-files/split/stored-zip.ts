import { crc32 } from 'node:zlib'

const isUtf8 = 0x0800

/** A zip of these files by their names, not compressed (PKWARE APPNOTE 4.3): less than 65,535 files and 4 GB. */
export function storedZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const locals: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const [name, content] of files) {
    const words = Buffer.from(name)
    // What both rows of a file say of it: version, flags, method and time, then checksum, sizes and the length of its name.
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(isUtf8, 2)
    facts.writeUInt32LE(crc32(content), 10)
    facts.writeUInt32LE(content.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(words.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    locals.push(Buffer.from('PK\x03\x04'), facts, words, content)
    table.push(Buffer.from('PK\x01\x02\x14\0'), facts, place, words)
    at += 30 + words.length + content.length
  }
  const rows = Buffer.concat(table)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.size, 4)
  end.writeUInt16LE(files.size, 6)
  end.writeUInt32LE(rows.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, rows, Buffer.from('PK\x05\x06'), end])
}

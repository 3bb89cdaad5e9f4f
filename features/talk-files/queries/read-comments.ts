import fs from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readGhost, readOwn, readRemark42 } from '../format/read-json'
import { readDisqus, readWordpress } from '../format/read-xml'
import { UnreadableFile, type SourceFile, type SourceKind } from '../format/source'
import { readIsso } from './read-isso'

/** Of a file, and of what is packed in it: it is read into memory, which takes some four times as much. */
const mostBytes = 300_000_000

const readers: Record<Exclude<SourceKind, 'isso'>, (text: string) => SourceFile> = {
  wordpress: readWordpress,
  disqus: readDisqus,
  remark42: readRemark42,
  ghost: readGhost,
  json: readOwn,
}

/** The comments of a file of this kind. Packed with gzip they are unpacked. Throws UnreadableFile. */
export function readComments(kind: SourceKind, file: string): SourceFile {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) throw new UnreadableFile('there is no such file')
  if (!stat.isFile()) throw new UnreadableFile('it is no file')
  if (stat.size > mostBytes) throw new UnreadableFile(`more than ${mostBytes / 1e6} MB`)
  if (kind === 'isso') return readIsso(file)
  return readers[kind](textIn(file))
}

function textIn(file: string): string {
  let bytes: Buffer
  try {
    bytes = fs.readFileSync(file)
  } catch (error) {
    throw new UnreadableFile('this user may not read it', { cause: error })
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8')
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes }).toString('utf8')
  } catch (error) {
    throw new UnreadableFile(`it is packed with gzip and cannot be unpacked: it is cut, or holds more than ${mostBytes / 1e6} MB`, { cause: error })
  }
}

import { createTarDecoder } from 'modern-tar'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { createGunzip } from 'node:zlib'
import { reachDisk } from './data-files'
import { BackupError, manifestName, readManifest, type Manifest } from './manifest'

const maxManifestBytes = 64 * 1024 * 1024

/**
 * Reads a backup from its first byte to its last and holds it against its manifest, which it returns. With `into` every file is also written there, and is
 * on the disk when this returns. Throws BackupError for whatever is not a whole backup; nothing outside of `into` is ever written.
 */
export async function readArchive(archive: string, into?: string): Promise<Manifest> {
  const found = new Map<string, { bytes: number; sha256: string }>()
  let manifest: Manifest | null = null
  try {
    const unzipped = createGunzip()
    const file = fs.createReadStream(archive).on('error', (error) => unzipped.destroy(error))
    const bytes = Readable.toWeb(file.pipe(unzipped)) as unknown as ReadableStream<Uint8Array>
    for await (const { header, body } of bytes.pipeThrough(createTarDecoder({ strict: true })) as unknown as AsyncIterable<Entry>) {
      if (manifest || (header.type ?? 'file') !== 'file') throw new BackupError('It is not a backup of Lightstick.')
      const content = Readable.fromWeb(body)
      if (header.name === manifestName) manifest = readManifest(await textOf(content))
      else found.set(header.name, await keep(content, into === undefined ? null : placeIn(into, header.name)))
    }
  } catch (error) {
    if (error instanceof BackupError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code && ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EDQUOT'].includes(code)) throw error
    throw new BackupError(`It is damaged or cut short, or no backup of Lightstick (${(error as Error).message}).`)
  }
  if (!manifest) throw new BackupError('It is cut short, or no backup of Lightstick: its list of contents is missing.')
  for (const { path: name, bytes, sha256 } of manifest.files) {
    const file = found.get(name)
    if (!file) throw new BackupError(`It is damaged: ${name} is missing.`)
    if (file.bytes !== bytes || file.sha256 !== sha256) throw new BackupError(`It is damaged: ${name} is not what was put in.`)
  }
  if (found.size !== manifest.files.length) throw new BackupError('It is damaged: it holds more than its list of contents says.')
  return manifest
}

type Entry = { header: { name: string; type?: string }; body: NodeReadableStream<Uint8Array> }

function placeIn(folder: string, name: string): string {
  const file = path.join(folder, name)
  if (!file.startsWith(folder + path.sep)) throw new BackupError(`It is no backup of Lightstick: it holds ${name}.`)
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  return file
}

async function keep(content: Readable, file: string | null) {
  const hash = createHash('sha256')
  let bytes = 0
  async function* measured() {
    for await (const chunk of content as AsyncIterable<Uint8Array>) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  if (file === null) for await (const _ of measured());
  else {
    await pipeline(measured, fs.createWriteStream(file, { flags: 'wx', mode: 0o600 }))
    reachDisk(file)
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function textOf(content: Readable): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > maxManifestBytes) throw new BackupError('It is damaged: its list of contents has no end.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

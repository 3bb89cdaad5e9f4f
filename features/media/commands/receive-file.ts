import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { invalid, isAppError, tooLarge } from '@/platform/errors'
import { BrokenOff } from '@/platform/http/body'
import { newId } from '@/platform/id'
import { mediaLimits } from '../limits'

/** A file that has arrived whole: where it is, its SHA-256 and its size. */
export type Received = { path: string; hash: string; bytes: number }

const tooManyBytes = () => tooLarge(`This file has more than ${mediaLimits.bytes / 1_000_000} MB. Make the picture smaller and send it again.`)

/**
 * Writes what arrives to a file of its own, gives it to `use`, and deletes it, whatever happens. What is half there is never used: throws too_large (413),
 * invalid (422) for nothing, or BrokenOff when whoever sent it has hung up.
 */
export async function receiveFile<T>(body: AsyncIterable<Uint8Array> | null, use: (received: Received) => Promise<T>): Promise<T> {
  await fs.promises.mkdir(config.media.arriving, { recursive: true, mode: 0o700 })
  const file = path.join(config.media.arriving, newId())
  try {
    return await use(await writeDown(body, file))
  } finally {
    await fs.promises.rm(file, { force: true })
  }
}

async function writeDown(body: AsyncIterable<Uint8Array> | null, file: string): Promise<Received> {
  const hash = createHash('sha256')
  let bytes = 0
  const handle = await fs.promises.open(file, 'wx', 0o600)
  try {
    for await (const chunk of heard(body)) {
      bytes += chunk.byteLength
      // The rest is read and thrown away: a browser that is still sending does not read an answer. server/http/body-limit.ts ends it at 24 MB.
      if (bytes > mediaLimits.bytes) continue
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
  } finally {
    await handle.close()
  }
  if (bytes > mediaLimits.bytes) throw tooManyBytes()
  if (bytes === 0) throw invalid('Nothing arrived: choose a picture and send it again')
  return { path: file, hash: hash.digest('hex'), bytes }
}

/** What goes wrong while a body is read is its sender’s; what goes wrong with our disk is ours. */
async function* heard(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!body) return
  const chunks = body[Symbol.asyncIterator]()
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      // Of what is fetched it is known why.
      if (isAppError(error)) throw error
      throw new BrokenOff('the client hung up', { cause: error })
    })
    if (next.done) return
    yield next.value
  }
}

const leftAfterMs = 3_600_000

/** Deletes what a process that was killed had half received. Of one that lives nothing is an hour old. */
export async function removeArrived(): Promise<void> {
  const names = await fs.promises.readdir(config.media.arriving).catch(() => [])
  for (const name of names) {
    const file = path.join(config.media.arriving, name)
    const stat = await fs.promises.stat(file).catch(() => null)
    if (stat && nowMs() - stat.mtimeMs > leftAfterMs) await fs.promises.rm(file, { force: true })
  }
}

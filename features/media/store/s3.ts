import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { contentTypes, readFileName } from '../file-names'
import type { MediaStore } from './media-store'

type Bucket = { endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string }

const timeoutMs = 30_000
const retries = 3
/** Other things may be in the bucket. */
const folder = 'media/'
const immutable = 'public, max-age=31536000, immutable'

/** The store gave no answer, or another one than was asked for. */
class StoreAway extends Error {
  override name = 'StoreAway'
}

/**
 * A bucket of any service that speaks S3. Its address has the bucket in its path, which all of them understand. Nothing in it is public: readers ask this site.
 */
export function makeS3Store({ endpoint, bucket, ...keys }: Bucket): MediaStore {
  const client = new AwsClient({ ...keys, service: 's3', retries, initRetryMs: 100 })
  const ask = async (below: string, init: RequestInit, allowed: number[]): Promise<Response> => {
    let answer: Response
    const giveUp = new AbortController()
    // The head alone has a limit: a picture is read from the bucket no faster than its reader takes it.
    const timer = setTimeout(() => giveUp.abort(), timeoutMs)
    try {
      answer = await client.fetch(`${endpoint}/${bucket}${below}`, { ...init, signal: giveUp.signal })
    } catch (error) {
      throw new StoreAway(`the bucket ${bucket} gave no answer`, { cause: error })
    } finally {
      clearTimeout(timer)
    }
    if (answer.ok || allowed.includes(answer.status)) return answer
    const said = await answer.text().catch(() => '')
    const code = /<Code>([^<]{1,60})<\/Code>/.exec(said)?.[1] ?? ''
    throw new StoreAway(`the bucket ${bucket} answered ${answer.status} ${code}`.trim())
  }
  const done = async (answer: Response) => void (await answer.arrayBuffer())
  return {
    async put(name, content) {
      const type = contentTypes[readFileName(name)!.format]
      const headers = { 'content-type': type, 'content-length': String(content.length), 'cache-control': immutable }
      await done(await ask(`/${folder}${name}`, { method: 'PUT', headers, body: new Uint8Array(content) }, []))
    },
    async get(name) {
      const answer = await ask(`/${folder}${name}`, { method: 'GET' }, [404])
      if (answer.status === 404 || !answer.body) {
        await done(answer)
        return null
      }
      return { bytes: Number(answer.headers.get('content-length')), stream: Readable.fromWeb(answer.body as ReadableStream) }
    },
    async list(file) {
      const answer = await ask(`?list-type=2&prefix=${encodeURIComponent(`${folder}${file}-`)}`, { method: 'GET' }, [])
      // Keys are ours: hexadecimal, digits and dots, so nothing in them is escaped.
      return [...(await answer.text()).matchAll(/<Key>media\/([0-9a-z.-]+)<\/Key>/g)].map(([, name]) => name!)
    },
    async remove(name) {
      await done(await ask(`/${folder}${name}`, { method: 'DELETE' }, [404]))
    },
  }
}

import { createHash, createHmac } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import { config } from '@/platform/config'
import { compress, type Bodies } from './compress'
import { assetHeaders, speculationPath, speculationRules } from './headers'
import { availableEncoding, matchesEtag } from './negotiate'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}
/** Each file is compressed once, so slow and small. */
const quality = { gzip: 9, br: 10 }
const immutable = 'public, max-age=31536000, immutable'

type Asset = { type: string; bodies: Bodies; cacheControl: string; hash: string }

async function makeAsset(body: Buffer, type: string, cacheControl: string): Promise<Asset> {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return { type, bodies: await compress(body, type, quality), cacheControl, hash }
}

/** A page links at most this many style sheets. */
const maxJoinedSheets = 6
/** Pages need about ten joins, one for each kind of page. */
const maxJoins = 32

/** Signs a row of style sheets. Nobody else can make up other rows of them, each of which would have to be read and compressed. */
const signatureOf = (row: string) => createHmac('sha256', config.secret('style sheets')).update(row).digest('base64url').slice(0, 8)

/** Reads a file, or the style sheets that `a~b~SIGNATURE.css` names, one after the other. Rejects when there is no such file. */
async function readAsset(file: string): Promise<Buffer> {
  if (!file.includes('~')) return fs.promises.readFile(file)
  const row = path.basename(file, '.css')
  const names = row.split('~')
  const signature = names.pop()
  if (!file.endsWith('.css') || names.length > maxJoinedSheets || signature !== signatureOf(names.join('~'))) throw new Error('not a file')
  return Buffer.concat(await Promise.all(names.map((name) => fs.promises.readFile(path.join(path.dirname(file), `${name}.css`)))))
}

/** Files whose name contains a hash of their content. Each is read and compressed when first asked for, and kept: the build fixes their number. */
export class StaticAssets {
  private readonly files = new Map<string, Promise<Asset | null>>()
  private readonly joins = new LRUCache<string, Promise<Asset | null>>({ max: maxJoins })
  /** Address of the script that readers' pages load, or null when it is not built. */
  readonly module: string | null
  /** Addresses of the scripts that single pages load, by their names. */
  readonly islands: ReadonlyMap<string, string>

  /** `root`: the project's folder, with the builds in `.next` and `build`. */
  constructor(private readonly root: string) {
    this.files.set(speculationPath, makeAsset(Buffer.from(speculationRules), 'application/speculationrules+json', 'public, max-age=3600'))
    const dir = path.join(root, 'build/enhance')
    const built = fs.existsSync(dir) ? fs.readdirSync(dir) : []
    const name = built.find((file) => /^[a-z0-9]+\.js$/i.test(file))
    this.module = name ? `/_lightstick/${name}` : null
    this.islands = new Map(built.flatMap((file) => /^([a-z-]+)-[a-z0-9]+\.js$/.exec(file)?.slice(1).map((island): [string, string] => [island, `/_lightstick/${file}`]) ?? [])) // prettier-ignore
  }

  /** Answers a request for an asset. Resolves to false, without an answer, when the path is not an asset's. */
  async send(req: IncomingMessage, res: ServerResponse, pathname: string, secure: boolean): Promise<boolean> {
    const asset = await this.find(pathname)
    if (!asset) return false
    const encoding = availableEncoding(asset.bodies, String(req.headers['accept-encoding'] ?? ''))
    const body = asset.bodies[encoding] ?? asset.bodies.identity
    const etag = `"${asset.hash}${encoding === 'identity' ? '' : `-${encoding}`}"`
    // HTTP/1.1 keeps a connection without being told, which would be 50 bytes of each file.
    if (req.httpVersion === '1.1' && res.shouldKeepAlive && !res.hasHeader('Connection')) res.removeHeader('Connection')
    const headers = { ...assetHeaders(secure), 'Cache-Control': asset.cacheControl, Vary: 'Accept-Encoding', ETag: etag }
    if (matchesEtag(req.headers['if-none-match'], etag)) {
      res.writeHead(304, headers).end()
      return true
    }
    res.writeHead(200, {
      ...headers,
      'Content-Type': asset.type,
      'Content-Length': body.length,
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    })
    res.end(req.method === 'HEAD' ? undefined : body)
    return true
  }

  private find(pathname: string): Promise<Asset | null> | null {
    const kept = pathname.includes('~') ? this.joins : this.files
    const known = kept.get(pathname)
    if (known) return known
    const file = this.fileOf(pathname)
    if (!file) return null
    const making = readAsset(file)
      .then((body) => makeAsset(body, types[path.extname(file)] ?? 'application/octet-stream', immutable))
      .catch(() => {
        kept.delete(pathname) // names that do not exist are not remembered
        return null
      })
    kept.set(pathname, making)
    return making
  }

  /**
   * One address for several style sheets of Next: joined they compress better, and are one request instead of several. Empty when there is nothing to
   * join, or when one of the addresses is not a style sheet of Next. Empty too when they are more than can be asked for together: then each is linked.
   */
  readonly joinSheets = (addresses: string[]): string => {
    const chunk = /^\/_next\/static\/chunks\/([\w-]+)\.css(?:\?.*)?$/
    const names = addresses.map((address) => chunk.exec(address)?.[1])
    if (names.length < 2 || names.length > maxJoinedSheets || names.some((name) => name === undefined)) return ''
    const row = names.join('~')
    return `/_next/static/chunks/${row}~${signatureOf(row)}.css`
  }

  private fileOf(pathname: string): string | null {
    const [, folder, rest] = /^\/(_next\/static|_lightstick)\/(.+)$/.exec(pathname) ?? []
    if (!folder || !rest) return null
    const base = path.join(this.root, folder === '_lightstick' ? 'build/enhance' : '.next/static')
    const file = path.join(base, decodeURIComponent(rest))
    return file.startsWith(base + path.sep) ? file : null
  }
}

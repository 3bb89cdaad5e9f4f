import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { compress, type Bodies } from './compress'
import { commonHeaders, speculationPath, speculationRules } from './headers'
import { chooseEncoding } from './negotiate'

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
const best = { gzip: 9, br: 10 }
const immutable = 'public, max-age=31536000, immutable'

type Asset = { type: string; bodies: Bodies; cache: string; etag: string }

async function makeAsset(body: Buffer, type: string, cache: string): Promise<Asset> {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return { type, bodies: await compress(body, type, best), cache, etag: hash }
}

// As many as a page has; each once.
const mostTogether = 6
// There are as many as kinds of pages, about ten. Anybody can ask for other rows of sheets that exist: so only the latest are remembered.
const mostJoined = 32

/** A file; or several style sheets of one folder, in the order in which `a~b.css` names them. */
async function readTogether(file: string): Promise<Buffer> {
  const names = path.basename(file, '.css').split('~')
  if (names.length === 1 || !file.endsWith('.css')) return fs.promises.readFile(file)
  if (names.length > mostTogether || new Set(names).size < names.length) throw new Error('not a file')
  return Buffer.concat(await Promise.all(names.map((name) => fs.promises.readFile(path.join(path.dirname(file), `${name}.css`)))))
}

/** Files with a hash in their name, compressed once when first asked for. Their number is fixed by the build, and so is what they take. */
export class Assets {
  private readonly made = new Map<string, Promise<Asset | null>>()
  private readonly joined = new Map<string, Promise<Asset | null>>()
  /** Address of the readers' module, or null when there is none. */
  module: string | null = null

  constructor(private readonly root: string) {
    this.made.set(speculationPath, makeAsset(Buffer.from(speculationRules), 'application/speculationrules+json', 'public, max-age=3600'))
    this.loadModule()
  }

  /** Reads what scripts/enhance.mjs has built. */
  loadModule(): void {
    const dir = path.join(this.root, 'build/enhance')
    const name = fs.existsSync(dir) ? fs.readdirSync(dir).find((file) => /^[a-z0-9]+\.js$/i.test(file)) : undefined
    this.module = name ? `/_lightstick/${name}` : null
  }

  /** Answers when `pathname` is an asset's; says whether it did. */
  async send(req: IncomingMessage, res: ServerResponse, pathname: string, secure: boolean): Promise<boolean> {
    const asset = await this.find(pathname)
    if (!asset) return false
    const wanted = chooseEncoding(String(req.headers['accept-encoding'] ?? ''))
    const encoding = asset.bodies[wanted] ? wanted : 'identity'
    const body = asset.bodies[encoding] ?? asset.bodies.identity
    const etag = `"${asset.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`
    const headers = { ...commonHeaders(secure), 'Cache-Control': asset.cache, Vary: 'Accept-Encoding', ETag: etag }
    if (req.headers['if-none-match'] === etag) {
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
    const kept = pathname.includes('~') ? this.joined : this.made
    const known = kept.get(pathname)
    if (known) {
      if (kept === this.joined && kept.delete(pathname)) kept.set(pathname, known) // to the end, where the latest are
      return known
    }
    const file = this.fileOf(pathname)
    if (!file) return null
    const making = readTogether(file)
      .then((body) => makeAsset(body, types[path.extname(file)] ?? 'application/octet-stream', immutable))
      .catch(() => {
        kept.delete(pathname) // names that do not exist are not remembered
        return null
      })
    kept.set(pathname, making)
    if (this.joined.size > mostJoined) this.joined.delete(this.joined.keys().next().value ?? '')
    return making
  }

  /** One address for several style sheets: together they compress better, and are one request. */
  readonly together = (addresses: string[]): string => {
    const chunk = /^\/_next\/static\/chunks\/([\w-]+)\.css(?:\?.*)?$/
    const names = addresses.map((address) => chunk.exec(address)?.[1])
    return names.length > 1 && names.every((name) => name !== undefined) ? `/_next/static/chunks/${names.join('~')}.css` : ''
  }

  private fileOf(pathname: string): string | null {
    const [, place, rest] = /^\/(_next\/static|_lightstick)\/(.+)$/.exec(pathname) ?? []
    if (!place || !rest) return null
    const base = path.join(this.root, place === '_lightstick' ? 'build/enhance' : '.next/static')
    const file = path.join(base, decodeURIComponent(rest))
    return file.startsWith(base + path.sep) ? file : null
  }
}

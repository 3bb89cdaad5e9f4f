import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Visitor } from '@/tests/e2e/support/ask'
import { freePort, newDataDir, startServer } from '@/tests/e2e/support/server'
import { startVarnish } from './varnish'

const root = path.resolve(import.meta.dirname, '../..')
const slug = 'k-pop-mvs-filmed-abroad'
const page = `/articles/${slug}`
const kinds = ['comment', 'vote', 'hide', 'publish'] as const
const password = 'a long enough password'

/** How long after the site Varnish showed a change, in milliseconds; `null` when it did not within `patienceMs`. */
type Seen = { change: string; afterMs: number | null }

const patienceMs = 2000
const originPatienceMs = 30_000

/**
 * Changes one page in many ways (a comment, a vote, a comment that is hidden, a new edition) behind Varnish as docs/caching.md describes it, while `readers`
 * ask for it without a pause, there and at the site itself. Resolves to when each change was seen in the shared cache.
 */
export async function changeBehindVarnish({ changes, readers, dataDir }: { changes: number; readers: number; dataDir?: string }): Promise<Seen[]> {
  const [port, cachePort, secret] = [await freePort(), await freePort(), 'a secret of this test']
  const url = `http://127.0.0.1:${cachePort}`
  const site = await startServer({
    port,
    dataDir: newDataDir(dataDir),
    env: {
      HOST: '127.0.0.1',
      SITE_URL: url,
      TRUSTED_PROXIES: '127.0.0.1',
      CDN_PURGE_URL: `${url}/purge-by-key`,
      CDN_PURGE_HEADER: `X-Purge-Secret: ${secret}`,
    },
  })
  const varnish = await startVarnish({ port: cachePort, backendPort: port, secret })
  const origin = new Visitor(`http://127.0.0.1:${port}`)
  const cache = new Visitor(url)
  let isOver = false
  const read = async (visitor: Visitor) => {
    while (!isOver) await visitor.get(page)
  }
  const failures: unknown[] = []
  const reading = Array.from({ length: readers }, (_, n) => read(n % 2 ? origin : cache).catch((error: unknown) => failures.push(error)))
  try {
    await site.lightstick(['user', '--email', 'm@lists.example', '--name', 'M', '--role', 'owner', '--password-stdin'], `${password}\n`)
    const moderator = new Visitor(url)
    const signedIn = await moderator.send('/api/account/sign-in', { email: 'm@lists.example', password, next: '/' })
    if (signedIn.status !== 303) throw new Error(`signing in was answered with ${signedIn.status}`)
    const seen: Seen[] = []
    let last: { word: string; id: string } | null = null
    for (let n = 0; n < changes; n++) {
      const kind = kinds[n % kinds.length]!
      const word = `word${n}x${Math.random().toString(36).slice(2, 10)}`
      const before = (await origin.get(page)).text
      let shows = (text: string) => text.includes(word)
      const guest = new Visitor(url)
      // Each from a network of its own, as far as the site knows.
      const from = { 'x-forwarded-for': `198.51.${100 + (n >> 8)}.${n % 256}` }
      if (kind === 'comment') {
        const answer = await guest.sendJson(`/api${page}/comments`, { name: 'Minji', body: `Look at this: ${word}` }, from)
        if (answer.status !== 201) throw new Error(`a comment was answered with ${answer.status}: ${answer.text}`)
        last = { word, id: (JSON.parse(answer.text) as { comment: { id: string } }).comment.id }
      } else if (kind === 'vote') {
        const answer = await guest.sendJson(`/api${page}/vote`, { entry: 'crooked' }, from)
        if (answer.status !== 200) throw new Error(`a vote was answered with ${answer.status}: ${answer.text}`)
        shows = (text) => text !== before
      } else if (kind === 'hide') {
        const hidden = last!
        const answer = await moderator.sendJson(`/api/comments/${hidden.id}/hide`, {})
        if (answer.status !== 200) throw new Error(`hiding was answered with ${answer.status}: ${answer.text}`)
        shows = (text) => text.includes('</html>') && !text.includes(hidden.word)
      } else {
        const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-list-')), `${slug}.md`)
        const text = fs.readFileSync(path.join(root, 'content', `${slug}.md`), 'utf8')
        fs.writeFileSync(file, text.replace(/^title: .*$/m, `title: Filmed abroad ${word}`))
        await site.lightstick(['import', '--publish', '--force', file])
        fs.rmSync(path.dirname(file), { recursive: true })
      }
      const shown = await untilShown(origin, shows, originPatienceMs)
      if (shown === null) throw new Error(`the site itself did not show ${kind} ${n}`)
      seen.push({ change: `${n} ${kind}`, afterMs: await untilShown(cache, shows, patienceMs) })
      // Nor does it go back: an older answer may have been on its way.
      for (let more = 0; more < 5; more++) if (!shows((await cache.get(page)).text)) seen.push({ change: `${n} ${kind}, again`, afterMs: null })
    }
    if (failures.length > 0) throw failures[0]
    const { headers } = await cache.get(page)
    for (const name of ['surrogate-control', 'surrogate-key', 'cdn-cache-control', 'xkey']) if (name in headers) throw new Error(`readers get ${name}`)
    return seen
  } finally {
    isOver = true
    await Promise.allSettled(reading)
    await varnish.stop()
    await site.stop()
    fs.rmSync(site.dataDir, { recursive: true, force: true })
  }
}

async function untilShown(visitor: Visitor, shows: (text: string) => boolean, withinMs: number): Promise<number | null> {
  const from = performance.now()
  for (;;) {
    const { text } = await visitor.get(page)
    const afterMs = performance.now() - from
    if (shows(text)) return afterMs
    if (afterMs > withinMs) return null
  }
}

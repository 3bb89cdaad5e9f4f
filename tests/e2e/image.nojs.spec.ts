import { expect, test } from '@playwright/test'
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Visitor } from './support/ask'
import { freePort } from './support/server'

/** What the Dockerfile does after the build, by hand: the image's folder, owned by somebody else, run by a user without rights. */

const page = '/articles/k-pop-mvs-filmed-abroad'
// Reading Word documents takes 5 of them, the pages of the conversation, the queue, the inbox and imports of comments 7.
const maxMegabytes = 215
// As root, another user runs it; otherwise the folder is made read-only for the user that runs it.
const isRoot = process.getuid?.() === 0
const withoutRights = isRoot ? { uid: 65534, gid: 65534 } : {}

test('the image has what it needs, and nothing can be written but its data', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-image-'))
  const [app, data] = [path.join(folder, 'app'), path.join(folder, 'data')]
  try {
    fs.chmodSync(folder, 0o755)
    execFileSync(process.execPath, ['scripts/image.mjs', app])
    execFileSync('chmod', ['-R', isRoot ? 'go-w' : 'a-w', app])
    fs.mkdirSync(data, { mode: 0o700 })
    if (isRoot) fs.chownSync(data, 65534, 65534)
    const megabytes = Number(execFileSync('du', ['-sm', app], { encoding: 'utf8' }).split('\t')[0])
    console.log(`the image's folder: ${megabytes} MB`)
    expect(megabytes).toBeLessThanOrEqual(maxMegabytes)
    expect(fs.existsSync(path.join(app, 'node_modules/@prisma/internals')) || fs.existsSync(path.join(app, 'node_modules/typescript'))).toBe(false)

    const port = await freePort()
    const env: NodeJS.ProcessEnv = {
      PATH: '/usr/bin:/bin',
      HOME: '/nonexistent',
      NODE_ENV: 'production',
      DATA_DIR: data,
      HOST: '127.0.0.1',
      PORT: String(port),
    }
    const start = (args: string[]) => spawn(process.execPath, args, { cwd: app, env, ...withoutRights, stdio: ['ignore', 'pipe', 'pipe'] })
    const finish = async (child: ReturnType<typeof start>) => {
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream!.on('data', (chunk) => (said += String(chunk)))
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
      return { code, said }
    }
    const lightstick = (...args: string[]) => finish(start(['scripts/lightstick.mjs', ...args]))

    const server = start(['--max-semi-space-size=8', '--max-old-space-size=512', 'scripts/serve.mjs'])
    const served = finish(server)
    try {
      const site = `http://127.0.0.1:${port}`
      const visitor = new Visitor(site)
      const isReady = async () => server.exitCode !== null || (await visitor.get('/readyz').catch(() => null))?.status === 200
      await expect.poll(isReady, { timeout: 90_000, intervals: [100] }).toBe(true)
      if (server.exitCode !== null) throw new Error((await served).said)
      const article = await visitor.get(page)
      expect(article.text.split('data-entry=').length - 1).toBe(14)
      const [, image = ''] = /property="og:image" content="([^"]+)"/.exec(article.text) ?? []
      expect((await visitor.get(new URL(image).pathname)).headers['content-type']).toBe('image/png')
      expect((await visitor.send(`/api${page}/vote`, { entry: 'crooked', from: 'crooked' })).status).toBe(303)
      expect((await visitor.send(`/api${page}/comments`, { name: 'Mia', body: 'From inside the image' })).status).toBe(303)
      expect((await visitor.get(page)).text).toContain('From inside the image')
      expect((await visitor.get('/admin')).status).toBeLessThan(400)
      expect((await visitor.get('/sign-in')).status).toBe(200)

      expect(await lightstick('--help')).toMatchObject({ code: 0, said: expect.stringContaining('Usage: lightstick') })
      expect(await lightstick('export', '--all', '--to', path.join(data, 'lists'))).toMatchObject({ code: 0, said: expect.stringContaining('records.yaml') })
      expect(await lightstick('migrate')).toMatchObject({ code: 0, said: 'The database is up to date.\n' })
      expect(await lightstick('backup', path.join(data, 'backups/site.tar.gz'))).toMatchObject({ code: 0 })
    } finally {
      server.kill('SIGTERM')
    }
    expect(await served).toMatchObject({ code: 0 })
    expect(await lightstick('restore', path.join(data, 'backups/site.tar.gz'))).toMatchObject({ code: 0 })
  } finally {
    execFileSync('chmod', ['-R', 'u+w', folder])
    fs.rmSync(folder, { recursive: true, force: true })
  }
})

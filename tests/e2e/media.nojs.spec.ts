import S3rver from '@20minutes/s3rver'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { asPng, hugePng, jpegOf, withGps } from '../support/pictures'
import { Visitor, type Answer } from './support/ask'
import { look } from './support/database'
import { newDataDir, startServer, type Site } from './support/server'
import { expect, test } from './support/site'
import { password, signIn } from './support/writers'

test.use({ siteOf: 'media' })

/** Pictures by hand, as a program sends them: what is taken in, what readers get, and what is refused. */

async function signedIn(site: Site, role: 'author' | 'editor'): Promise<Visitor> {
  const email = `${role}-${Math.random().toString(36).slice(2)}@lists.example`
  await site.lightstick(['user', '--email', email, '--name', role, '--role', role, '--password-stdin'], 'lantern over water')
  const visitor = new Visitor(site.url)
  expect((await visitor.send('/api/account/sign-in', { email, password: 'lantern over water' })).status).toBe(303)
  return visitor
}
const upload = (visitor: Visitor, body: Buffer | string, name = 'a.jpg', headers = {}) =>
  visitor.ask(`/api/studio/media?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'image/jpeg', accept: 'application/json', origin: visitor.base, ...headers },
  })
type Medium = { id: string; alt: string; picture: { src: string; sources: Record<string, string> } }
const mediumOf = ({ text }: Answer) => (JSON.parse(text) as { medium: Medium }).medium
const change = (visitor: Visitor, medium: Medium, method: string, body?: unknown) =>
  visitor.ask(`/api/studio/media/${medium.id}`, {
    method,
    headers: { origin: visitor.base, accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
const arriving = (site: Site) => fs.readdirSync(path.join(site.dataDir, '.arriving'))

test('a picture is uploaded, read, described, replaced and deleted', async ({ site }) => {
  const author = await signedIn(site, 'author')
  const sent = await upload(author, await withGps(700, 500), '빅뱅 in Paris.jpg')
  expect(sent.status, sent.text).toBe(201)
  const medium = mediumOf(sent)
  expect(medium.picture.sources.avif).toMatch(/ 320w, .* 640w, .* 700w$/)
  for (const [format, type] of [
    ['avif', 'image/avif'],
    ['webp', 'image/webp'],
    ['jpg', 'image/jpeg'],
  ] as const) {
    const answer = await fetch(`${site.url}${medium.picture.sources[format]!.split(' ')[0]}`)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' }) // prettier-ignore
    const content = Buffer.from(await answer.arrayBuffer())
    expect(content.length).toBe(Number(answer.headers.get('content-length')))
    for (const trace of ['A Camera', 'Somewhere', 'GPS']) expect(content.includes(trace)).toBe(false)
    const again = await fetch(answer.url, { headers: { 'if-none-match': answer.headers.get('etag')! } })
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0])
  }
  expect(await upload(author, await withGps(700, 500))).toMatchObject({ status: 200, text: expect.stringContaining('"wasThere":true') })

  const described = await change(author, medium, 'PATCH', { alt: 'A lantern', credit: 'Photo: 김', focus: { x: 0.1, y: 0.9 } })
  expect(described, described.text).toMatchObject({ status: 200 })
  expect(mediumOf(described)).toMatchObject({ alt: 'A lantern', picture: { focus: { x: 0.1, y: 0.9 } } })
  const refused = await change(author, medium, 'PATCH', { alt: 'x'.repeat(1001), focus: { x: 2, y: 0 } })
  expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('At most 1000 characters') })
  expect((await author.get('/api/studio/media?q=%EB%B9%85%EB%B1%85')).text).toContain(medium.id)

  const replaced = await author.ask(`/api/studio/media/${medium.id}/file`, { method: 'PUT', body: await jpegOf(320, 200), headers: { 'content-type': 'image/jpeg', origin: site.url } }) // prettier-ignore
  expect(replaced.status, replaced.text).toBe(200)
  const { picture } = mediumOf(replaced)
  expect(picture.src).not.toBe(medium.picture.src)
  for (const src of [picture.src, medium.picture.src]) expect((await fetch(`${site.url}${src}`)).status).toBe(200)

  expect(await change(author, medium, 'DELETE')).toMatchObject({ status: 200 })
  await expect.poll(async () => (await fetch(`${site.url}${picture.src}`)).status).toBe(404)
  expect((await author.get(`/api/studio/media/${medium.id}`)).status).toBe(404)
})

test('without scripts the studio shows the pictures with their words, and a form saves them', async ({ page, site }) => {
  const email = await signIn(page, site, 'author', 'Nojs')
  const visitor = new Visitor(site.url)
  await visitor.send('/api/account/sign-in', { email, password })
  const { id } = mediumOf(await upload(visitor, await jpegOf(90, 60, 77), 'quiet.jpg')) as Medium
  await page.goto('/admin/media')
  await page.getByRole('link', { name: 'quiet.jpg' }).click()
  await page.getByLabel('What is to be seen').fill('A quiet street')
  await page.getByLabel('From the left, %').fill('25')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByLabel('What is to be seen')).toHaveValue('A quiet street')
  expect(look(site, 'SELECT "alt", "focusX", "decorative" FROM "Media" WHERE "id" = ?', id)).toEqual([{ alt: 'A quiet street', focusX: 0.25, decorative: 0 }])
  await page.goto('/admin/media?q=quiet')
  await expect(page.getByText('A quiet street')).toBeVisible()
})

test('what is none, too much, cut off or somebody else’s is refused with words, and leaves nothing', async ({ site }) => {
  const author = await signedIn(site, 'author')
  const whole = await jpegOf(600, 400, 5)
  const before = look(site, 'SELECT COUNT(*) AS n FROM "Media"')
  // Files of what another test has replaced go a day later.
  const leftToRemove = () => look(site, `SELECT COUNT(*) AS n FROM "Job" WHERE "type" = 'media.remove-files' AND "doneAt" IS NULL`)
  const waiting = leftToRemove()
  for (const [body, status, words] of [
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 415, 'SVG'],
    [whole.subarray(0, 20_000), 422, 'cut off'],
    [hugePng(40_000, 40_000), 413, '40000 × 40000'],
    [await asPng(8000, 8000), 413, 'at most 50 million'],
    [Buffer.alloc(21_000_000, 1), 413, '20 MB'],
    ['', 422, 'Nothing arrived'],
  ] as const) {
    const answer = await upload(author, body as Buffer)
    expect.soft(answer, words).toMatchObject({ status, text: expect.stringContaining(words) })
  }
  const good = await jpegOf(50, 40, 9)
  expect(await upload(new Visitor(site.url), good)).toMatchObject({ status: 401 })
  expect(await upload(author, good, 'a.jpg', { origin: 'https://elsewhere.example' })).toMatchObject({ status: 403 })
  for (const made of [
    '/media/x.avif',
    `/media/${'a'.repeat(32)}-320.avif`,
    `/media/..%2f..%2fsecrets%2froot`,
    '/media/this-folder',
    '/media/%2e%2e/secrets/root',
  ])
    expect([400, 404], made).toContain((await fetch(`${site.url}${made}`, { redirect: 'manual' })).status)

  const { hostname, port } = new URL(site.url)
  const socket = net.connect(Number(port), hostname)
  const cookie = author.headers.cookie ?? ''
  socket.write(
    `POST /api/studio/media HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${site.url}\r\nCookie: ${cookie}\r\nContent-Type: image/jpeg\r\nContent-Length: ${whole.length}\r\n\r\n`,
  )
  socket.write(whole.subarray(0, 9000))
  await expect.poll(() => arriving(site).length).toBe(1)
  socket.destroy()
  await expect.poll(() => arriving(site)).toEqual([])
  expect(look(site, 'SELECT COUNT(*) AS n FROM "Media"')).toEqual(before)
  await expect.poll(leftToRemove).toEqual(waiting)
})

test('pictures in a bucket come from our own address, and go with their medium', async () => {
  const [dataDir, buckets] = [newDataDir(process.env.PREPARED_DATA_DIR), newDataDir()]
  const bucket = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: buckets, configureBuckets: [{ name: 'pictures' }] })
  const { port } = await bucket.run()
  const env = { MEDIA_STORE: 's3', S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_BUCKET: 'pictures', S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' }
  const site = await startServer({ dataDir, env })
  try {
    const author = await signedIn(site, 'author')
    const sent = await upload(author, await jpegOf(330, 200))
    expect(sent.status, sent.text).toBe(201)
    const medium = mediumOf(sent)
    const answer = await fetch(`${site.url}${medium.picture.src}`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('content-type'), (await answer.arrayBuffer()).byteLength > 500]).toEqual([200, 'image/jpeg', true])
    expect(sent.text).not.toContain(String(port))
    expect(await change(author, medium, 'DELETE')).toMatchObject({ status: 200 })
    await expect.poll(async () => (await fetch(`${site.url}${medium.picture.src}`)).status).toBe(404)
    const other = await upload(author, await jpegOf(40, 40))
    expect(other.status).toBe(201)
    expect(await site.lightstick(['backup', path.join(dataDir, 'backups/site.tar.gz')])).toContain(
      'The pictures are not in it: they are in the bucket “pictures”.',
    )
    await bucket.close()
    expect(await upload(author, await jpegOf(41, 40))).toMatchObject({
      status: 503,
      text: expect.stringContaining('The place where pictures are kept gives no answer'),
    })
    expect((await fetch(`${site.url}${mediumOf(other).picture.src}`)).status).toBe(503)
  } finally {
    await site.stop()
    for (const dir of [dataDir, buckets]) fs.rmSync(dir, { recursive: true, force: true })
  }
})

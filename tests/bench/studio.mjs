// What a writer's browser does for one letter, in lists of 12, 200 and 500 entries (the most there may be) and in a text of 20,000 characters, beside a bare textarea; what it does
// from opening a list to the first letter; what its save sends; how soon a colleague sees it;
// how long a save into a list of megabytes keeps others from writing; and how much typing a killed browser loses.
import { execFileSync } from 'node:child_process'
import Database from 'better-sqlite3'
import { chromium } from 'playwright'
import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { needChromium } from '../../scripts/steps/machine.mjs'
import { startLightstick, temporary } from './machine.mjs'
import { median } from './table.mjs'

export const title = 'One letter in the studio (Chromium, time of the main thread)'
const sizes = [12, 200, 500]
/** A list of 200 entries of 17 KB each. */
const heavy = 'heavy'
/** A list of twelve, of whose entries the last has the longest text there may be. */
const long = 'long'
const letters = 40
const rounds = 5
const password = 'a long enough password'
const words = 'The camera stays on the roof until the last chorus, and nobody looks at the view. '

/** A folder with one list for each size, in four sections. */
function writeContent() {
  const folder = temporary('content')
  fs.writeFileSync(path.join(folder, 'records.yaml'), `format: 1\npeople:\n  person-0: { name: Person 0 }\nauthors:\n  bench-desk: { name: The bench desk }\n`)
  for (const size of sizes) {
    const entry = (n) => `### “Song ${n}” {#song-${n}}\n= "Somebody, somewhere"\n- lead: people/person-0\n\n${words.repeat(8)}\n\n${words.repeat(5)}\n`
    const section = (n) => `# Part ${n + 1}\n\n${Array.from({ length: size / 4 }, (_, k) => entry((n * size) / 4 + k + 1)).join('\n')}`
    const front = `---\nformat: 1\nslug: of-${size}\ntitle: List of ${size}\nstandfirst: ${words.trim()}\nauthors: [bench-desk]\n---\n`
    fs.writeFileSync(path.join(folder, `of-${size}.md`), `${front}\n${words.repeat(4)}\n\n${[0, 1, 2, 3].map(section).join('\n')}`)
  }
  const paragraph = words.repeat(6).trim()
  const longest = Array.from({ length: Math.floor(20_000 / (paragraph.length + 2)) }, () => paragraph).join('\n\n')
  const twelve = Array.from({ length: 12 }, (_, n) => `### “Song ${n + 1}” {#song-${n + 1}}\n\n${n === 11 ? longest : words.repeat(13)}\n`)
  fs.writeFileSync(path.join(folder, `${long}.md`), `---\nformat: 1\nslug: ${long}\ntitle: A long text\nauthors: [bench-desk]\n---\n\n${twelve.join('\n')}`)
  const body = words.repeat(210).trim()
  const entries = Array.from({ length: 200 }, (_, n) => `### “Song ${n + 1}” {#song-${n + 1}}\n\n${body}\n`)
  fs.writeFileSync(path.join(folder, `${heavy}.md`), `---\nformat: 1\nslug: ${heavy}\ntitle: A heavy list\nauthors: [bench-desk]\n---\n\n${entries.join('\n')}`)
  return folder
}

/** As the command line does, on the data of the running site. */
const lightstick = (site, args, input) =>
  execFileSync(process.execPath, ['scripts/lightstick.mjs', ...args], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: site.dataDir, DATABASE_URL: '' },
    stdio: ['pipe', 'ignore', 'inherit'],
    input,
  })

async function signIn(page) {
  await page.goto('/sign-in?next=/about')
  await page.getByLabel('Email').fill('editor@example.com')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/about')
}

const pause = (page, ms) => page.waitForTimeout(ms)

/** Types letters into the focused field, one after the other has been drawn; resolves to what one of them cost the main thread, in milliseconds. */
async function typeLetters(page, cdp) {
  const spent = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value * 1000]))
  const before = await spent()
  for (let n = 0; n < letters; n++) {
    await page.keyboard.press('x')
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }
  const after = await spent()
  const each = (name) => (after[name] - before[name]) / letters
  return { whole: each('TaskDuration'), script: each('ScriptDuration'), layout: each('LayoutDuration') + each('RecalcStyleDuration') }
}

async function openField(context, url, open, alone = false) {
  const page = await context.newPage()
  await page.addInitScript((isAlone) => localStorage.setItem('lightstick-one-alone', isAlone ? '1' : '0'), alone)
  await page.goto(url)
  await open(page)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  // A page that has just been opened still has things to do.
  await pause(page, 1500)
  return { page, cdp }
}

/** Letters up to the answer of their save; bodies alone, without heads. */
async function saveOf(page) {
  await pause(page, 4000)
  const answered = page.waitForResponse(/\/operations$/)
  await page.keyboard.press('x')
  const answer = await answered
  return { up: answer.request().postDataBuffer().length, down: (await answer.body()).length }
}

export async function run() {
  const folder = writeContent()
  const site = await startLightstick()
  lightstick(site, ['import', folder, '--publish'])
  lightstick(site, ['user', '--email', 'editor@example.com', '--name', 'Bench editor', '--role', 'editor', '--password-stdin'], `${password}\n`)
  const db = new Database(site.database, { readonly: true })
  const idOf = (size) =>
    db
      .prepare('SELECT id FROM Article WHERE slug = ?')
      .pluck()
      .get(typeof size === 'string' ? size : `of-${size}`)
  const launch = { executablePath: await needChromium(), args: ['--no-sandbox', '--disable-background-networking'] }
  const browser = await chromium.launch(launch)
  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 800 } })
  await signIn(await context.newPage())

  const openEntry = (size) => async (page) => {
    await page
      .getByRole('button', { name: new RegExp(`“Song ${size}”`) })
      .first()
      .click()
    const field = page.getByRole('textbox', { name: 'Words', exact: true })
    await field.click()
  }
  const cases = [
    {
      what: 'a bare textarea with the same words',
      open: () =>
        openField(context, '/about', async (page) => {
          await page.setContent(`<textarea style="width: 656px; height: 400px; font: 19px serif">${words.repeat(13)}</textarea>`)
          await page.locator('textarea').click()
        }),
    },
    ...sizes.map((size) => ({
      what: `a body in a list of ${size} entries`,
      size,
      open: () => openField(context, `/admin/articles/${idOf(size)}`, openEntry(size)),
    })),
    {
      what: 'a body of 20,000 characters in a list of 12 entries',
      open: () => openField(context, `/admin/articles/${idOf(long)}`, openEntry(12)),
    },
    {
      what: 'a body in a list of 200 entries, which stands alone',
      open: () => openField(context, `/admin/articles/${idOf(200)}`, openEntry(200), true),
    },
  ]
  const results = cases.map(() => [])
  const saves = cases.map(() => null)
  // Side by side: each round measures each of them.
  for (let round = 0; round < rounds; round++) {
    for (const [n, one] of cases.entries()) {
      const { page, cdp } = await one.open()
      await typeLetters(page, cdp)
      results[n].push(await typeLetters(page, cdp))
      if (one.size && round === 0) saves[n] = await saveOf(page)
      await page.close()
    }
  }
  const opened = { 12: [], 200: [] }
  for (let round = 0; round < rounds; round++)
    for (const size of [12, 200]) opened[size].push(await openToLetter(context, `/admin/articles/${idOf(size)}`, openEntry(size)))
  const of = (n, what) => median(results[n].map((one) => one[what]))
  const rows = cases.map(({ what }, n) => ({
    what,
    'main thread ms': of(n, 'whole'),
    'script ms': of(n, 'script'),
    'style and layout ms': of(n, 'layout'),
    'of the textarea': of(n, 'whole') / of(0, 'whole'),
    'of 12 entries': n === 0 ? '' : of(n, 'whole') / of(1, 'whole'),
    'save, bytes up': saves[n]?.up ?? '',
    'save, bytes down': saves[n]?.down ?? '',
  }))
  for (const size of [12, 200])
    rows.push({
      what: `from opening a list of ${size} entries to the first letter in a body`,
      'main thread ms': median(opened[size]),
      'of 12 entries': median(opened[size]) / median(opened[12]),
    })
  rows.push({
    what: 'a colleague sees a letter after it was saved, ms (median of 5)',
    'main thread ms': await shownAfter(browser, context, `/admin/articles/${idOf(200)}`, openEntry(200)),
  })
  const held = await heldBySaves(site, context, idOf(heavy), JSON.parse(db.prepare('SELECT document FROM Draft WHERE articleId = ?').pluck().get(idOf(heavy))))
  rows.push({
    what: `a save into ${held.megabytes} MB holds the one writer of SQLite, ms (median of ${held.times.length})`,
    'main thread ms': median(held.times),
  })
  rows.push({ what: 'the same, the longest', 'main thread ms': Math.max(...held.times) })
  await browser.close()
  const lost = await lostByKills(
    { ...launch, baseURL: site.url },
    () => db.prepare('SELECT document FROM Draft WHERE articleId = ?').pluck().get(idOf(12)),
    `/admin/articles/${idOf(12)}`,
    openEntry(12),
  )
  rows.push({ what: `typing lost by a browser that is killed, ms (median of ${lost.length})`, 'main thread ms': median(lost) })
  rows.push({ what: 'the same, the most', 'main thread ms': Math.max(...lost) })
  db.close()
  await site.stop()
  fs.rmSync(folder, { recursive: true, force: true })
  return rows
}

/** What opening a list, an entry and its words cost the main thread until the first letter is drawn, in milliseconds. */
async function openToLetter(context, url, open) {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async () => (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000
  const before = await spent()
  await page.goto(url)
  await open(page)
  await page.keyboard.press('x')
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const after = await spent()
  await page.close()
  return after - before
}

/** Two browsers of one account in one entry: from the answer to the one's save until the other shows the letters. */
async function shownAfter(browser, context, url, open) {
  const other = await browser.newContext({ baseURL: new URL(url, context.pages()[0].url()).origin, storageState: await context.storageState() })
  const [mine, theirs] = [await context.newPage(), await other.newPage()]
  for (const page of [mine, theirs]) {
    await page.goto(url)
    await open(page)
    await pause(page, 2000)
  }
  const waits = []
  for (let n = 0; n < 5; n++) {
    const mark = `mark${n}`
    const answered = mine.waitForResponse(/\/operations$/)
    await mine.keyboard.type(mark)
    await answered
    const started = performance.now()
    await theirs.waitForFunction((wanted) => document.querySelector('[contenteditable]')?.textContent.includes(wanted), mark)
    waits.push(performance.now() - started)
    await pause(mine, 1500)
  }
  await other.close()
  return median(waits)
}

/** For how long other programs could not begin to write while the site took each of 30 saves of a letter: the file is asked each half millisecond. */
async function heldBySaves(site, context, articleId, document) {
  const watcher = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
    const db = new (require('better-sqlite3'))(workerData, { timeout: 0 })
    const begin = db.prepare('BEGIN IMMEDIATE'), rollback = db.prepare('ROLLBACK')
    let held = 0, last = performance.now()
    const isHeld = () => { try { begin.run(); rollback.run(); return false } catch { return true } }
    const turn = () => {
      const from = performance.now()
      while (performance.now() - from < 20) {
        const now = performance.now()
        if (isHeld()) held += now - last
        last = now
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.5)
      }
      setImmediate(turn)
    }
    parentPort.on('message', () => { parentPort.postMessage(held); held = 0 })
    turn()`,
    { eval: true, workerData: site.database },
  )
  const heldSince = () => new Promise((resolve) => (watcher.once('message', resolve), watcher.postMessage(null)))
  const entry = document.entries[100]
  const times = []
  let [base, version] = [1, 1]
  for (let n = 0; n < 30; n++) {
    await heldSince()
    const changes = [{ do: 'edit', on: { entry: entry.id }, field: 'body', changes: [[0, 0, 'x']] }]
    const answer = await context.request.post(`/api/studio/articles/${articleId}/draft/operations`, {
      data: { base, operations: [{ id: `tabbench-${String(n).padStart(8, '0')}`, changes }] },
      headers: { origin: site.url },
    })
    if (!answer.ok()) throw new Error(`the site answered ${answer.status()}: ${await answer.text()}`)
    ;({ version } = await answer.json())
    base = version
    times.push(await heldSince())
  }
  await watcher.terminate()
  return { times, megabytes: (JSON.stringify(document).length / 1e6).toFixed(1) }
}

/** Kills the browser of somebody who types a letter each 20 ms, ten times; of each time, how long before its end the last letter was typed that came back. */
async function lostByKills(launch, readDraft, url, open) {
  const profile = temporary('profile')
  const lost = []
  const enter = async () => {
    const context = await chromium.launchPersistentContext(profile, launch)
    const page = await context.newPage()
    await page.goto(url)
    if (page.url().includes('sign-in')) await signIn(page)
    await page.goto(url)
    await open(page)
    return { context, page }
  }
  for (let n = 0; n < 10; n++) {
    const { context, page } = await enter()
    await pause(page, 1500)
    // What the browser keeps is measured, not what has reached the site.
    await context.setOffline(true)
    const typed = []
    const end = performance.now() + 700 + Math.random() * 600
    const cdp = await context.newCDPSession(page)
    for (let k = 0; performance.now() < end; k++) {
      const mark = `${n}.${k};`
      typed.push({ mark, at: performance.now() })
      await page.keyboard.insertText(mark)
      await pause(page, 20)
    }
    const closed = new Promise((resolve) => context.once('close', resolve))
    const killedAt = performance.now()
    await Promise.all([closed, cdp.send('Browser.crash').catch(() => {})])
    const { context: again, page: back } = await enter()
    // The first mark is old enough to be there in any case.
    for (const from = performance.now(); !readDraft().includes(typed[0].mark); await pause(back, 100))
      if (performance.now() - from > 30_000) throw new Error('nothing came back')
    const first = typed.find(({ mark }) => !readDraft().includes(mark))
    lost.push(first ? killedAt - first.at : 0)
    await again.close()
  }
  fs.rmSync(profile, { recursive: true, force: true })
  return lost
}

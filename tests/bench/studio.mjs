// What a writer's browser does for one letter, in lists of 12, 200 and 500 entries (the most there may be) beside a bare textarea; what its save sends; and how soon a colleague sees it.
import { execFileSync } from 'node:child_process'
import Database from 'better-sqlite3'
import { chromium } from 'playwright'
import fs from 'node:fs'
import path from 'node:path'
import { needChromium } from '../../scripts/steps/machine.mjs'
import { startLightstick, temporary } from './machine.mjs'
import { median } from './table.mjs'

export const title = 'One letter in the studio (Chromium, time of the main thread)'
const sizes = [12, 200, 500]
const letters = 40
const rounds = 5
const password = 'a long enough password'
const words = 'The camera stays on the roof until the last chorus, and nobody looks at the view. '

/** A folder with one list for each size, in four sections. */
function writeContent() {
  const folder = temporary('content')
  fs.writeFileSync(path.join(folder, 'records.yaml'), `format: 1\npeople:\n  person-0: { name: Person 0 }\nauthors:\n  bench-desk: { name: The bench desk }\n`)
  for (const size of sizes) {
    const entry = (n) => `### “Song ${n}” {#song-${n}}\n= "Somebody, somewhere"\n- lead: people/person-0\n\n${words.repeat(5)}\n\n${words.repeat(3)}\n`
    const section = (n) => `# Part ${n + 1}\n\n${Array.from({ length: size / 4 }, (_, k) => entry((n * size) / 4 + k + 1)).join('\n')}`
    const front = `---\nformat: 1\nslug: of-${size}\ntitle: List of ${size}\nstandfirst: ${words.trim()}\nauthors: [bench-desk]\n---\n`
    fs.writeFileSync(path.join(folder, `of-${size}.md`), `${front}\n${words.repeat(4)}\n\n${[0, 1, 2, 3].map(section).join('\n')}`)
  }
  return folder
}

/** As the command line does, on the data of the running site. */
const lightstick = (site, args, input) =>
  execFileSync(process.execPath, ['scripts/lightstick.mjs', ...args], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: site.dataDir, DATABASE_URL: '' },
    stdio: ['pipe', 'ignore', 'inherit'],
    input,
  })

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

async function openField(context, url, open) {
  const page = await context.newPage()
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
  const idOf = (size) => db.prepare('SELECT id FROM Article WHERE slug = ?').pluck().get(`of-${size}`)
  const browser = await chromium.launch({ executablePath: await needChromium(), args: ['--no-sandbox', '--disable-background-networking'] })
  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 800 } })
  const door = await context.newPage()
  await door.goto('/sign-in?next=/about')
  await door.getByLabel('Email').fill('editor@example.com')
  await door.getByLabel('Password', { exact: true }).fill(password)
  await door.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await door.waitForURL('**/about')

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
          await page.setContent(`<textarea style="width: 656px; height: 400px; font: 19px serif">${words.repeat(8)}</textarea>`)
          await page.locator('textarea').click()
        }),
    },
    ...sizes.map((size) => ({
      what: `a body in a list of ${size} entries`,
      size,
      open: () => openField(context, `/admin/articles/${idOf(size)}`, openEntry(size)),
    })),
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
  rows.push({
    what: 'a colleague sees a letter after it was saved, ms (median of 5)',
    'main thread ms': await shownAfter(browser, context, `/admin/articles/${idOf(200)}`, openEntry(200)),
  })
  db.close()
  await browser.close()
  await site.stop()
  fs.rmSync(folder, { recursive: true, force: true })
  return rows
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
    await theirs.waitForFunction((wanted) => [...document.querySelectorAll('textarea')].some(({ value }) => value.includes(wanted)), mark)
    waits.push(performance.now() - started)
    await pause(mine, 1500)
  }
  await other.close()
  return median(waits)
}

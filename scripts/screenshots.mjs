// Pictures of the pages, to look at: node scripts/screenshots.mjs FOLDER [--url ORIGIN] [--widths 390,1280] [--full] [ADDRESS…]
// Without --url it starts the production build on a data folder of its own, with the published lists. Each address is taken at each width,
// light and dark. Without addresses: one of each kind of page.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from './steps/machine.mjs'
import { root } from './steps/run.mjs'
import { UserError, fail } from './steps/user-error.mjs'

const usual = ['/', '/articles', '/series', '/people', '/about', '/privacy', '/search?q=abroad', '/sign-in', '/nothing-here']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, widths: { type: 'string', default: '390,1280' }, full: { type: 'boolean', default: false } },
})

async function ownSite() {
  const port = await new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const found = probe.address().port
      probe.close(() => resolve(found))
    })
  })
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-pictures-'))
  const url = `http://localhost:${port}`
  const env = { ...process.env, PORT: String(port), HOST: 'localhost', SITE_URL: url, DATA_DIR: dataDir, DATABASE_URL: '' }
  const child = spawn(process.execPath, ['scripts/serve.mjs'], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const stop = () => {
    child.kill('SIGTERM')
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break
    if (
      await fetch(`${url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return { url, stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  stop()
  throw new UserError('The site did not start.')
}

/** The first of each kind of page that the lists lead to. */
async function found(url) {
  const links = async (address) => [...(await (await fetch(url + address)).text()).matchAll(/href="(\/[^"#?]+)"/g)].map((match) => match[1])
  const article = (await links('/articles')).find((href) => /^\/articles\/[^/]+$/.test(href))
  if (!article) return []
  const inside = await links(article)
  const kinds = [/^\/articles\/[^/]+\/[^/]+$/, /^\/authors\/./, /^\/people\/./, /^\/groups\/./, /^\/songs\/./, /^\/places\/./, /^\/series\/./]
  return [article, ...kinds.flatMap((kind) => inside.find((href) => kind.test(href)) ?? [])]
}

const nameOf = (address) =>
  address
    .replace(/^\//, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-|-$/g, '') || 'home'

async function main() {
  const [folder, ...chosen] = positionals
  if (!folder) throw new UserError('Usage: node scripts/screenshots.mjs FOLDER [--url ORIGIN] [--widths 390,1280] [--full] [ADDRESS…]')
  fs.mkdirSync(folder, { recursive: true })
  const site = values.url ? { url: values.url.replace(/\/$/, ''), stop() {} } : await ownSite()
  const { chromium } = await import('playwright')
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args })
  try {
    const addresses = chosen.length > 0 ? chosen : [...usual, ...(await found(site.url))]
    for (const width of values.widths.split(',').map(Number)) {
      for (const colorScheme of ['light', 'dark']) {
        const page = await browser.newPage({ viewport: { width, height: width < 600 ? 844 : 800 }, colorScheme })
        for (const address of addresses) {
          const answer = await page.goto(site.url + address, { waitUntil: 'load' })
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          const file = path.join(folder, `${nameOf(address)}-${colorScheme}-${width}.png`)
          await page.screenshot({ path: file, fullPage: values.full, animations: 'disabled' })
          console.log(`${answer?.status()} ${file}${wide > 0 ? `  (${wide} px too wide)` : ''}`)
        }
        await page.close()
      }
    }
  } finally {
    await browser.close()
    site.stop()
  }
}

await main().catch(fail)

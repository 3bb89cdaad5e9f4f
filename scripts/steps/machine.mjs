// Programs that the tests need and npm does not bring: found, or installed on Debian as root, or asked for by name.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'
import { UserError } from './user-error.mjs'

function onPath(names) {
  for (const name of names) {
    for (const dir of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(dir, name)
      if (dir && fs.existsSync(file)) return file
    }
  }
  return null
}

/** The path of a Chromium or Chrome (CHROMIUM_PATH names one), or null. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (fs.existsSync(named)) return named
    throw new UserError(`CHROMIUM_PATH names ${named}, which does not exist.`)
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']) ?? (fs.existsSync(mac) ? mac : null)
}

/**
 * The path of Chromium without its windows (Debian's chromium-headless-shell): the same pages, scripts and storage, in a half of the
 * time that a window with its toolbars takes. Null where it is not installed, or CHROMIUM_PATH names what to use.
 */
export const findHeadlessShell = () => (process.env.CHROMIUM_PATH ? null : onPath(['chromium-headless-shell']))

/** The folder of PostgreSQL's server programs (initdb, postgres), the newest if there are several, or null. */
export function findPostgresql() {
  const base = '/usr/lib/postgresql'
  const versions = fs.existsSync(base) ? fs.readdirSync(base).sort((a, b) => Number(b) - Number(a)) : []
  const debian = versions.map((version) => path.join(base, version, 'bin')).find((dir) => fs.existsSync(path.join(dir, 'initdb')))
  if (debian) return debian
  const initdb = onPath(['initdb'])
  return initdb && path.dirname(fs.realpathSync(initdb))
}

let updated = false

async function aptInstall(what, packages) {
  const asRoot = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (!asRoot) throw new UserError(`The tests need ${what}: install it (on Debian: apt-get install ${packages.join(' ')}).`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  if (!updated) await run('apt-get update', 'apt-get', ['update', '-q'], { env })
  updated = true
  await run(`Installing ${what}`, 'apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env })
}

/** Installs what is missing; returns what was found. */
export async function needChromium() {
  if (!findChromium()) await aptInstall('Chromium', ['chromium', 'chromium-headless-shell', 'fonts-noto-cjk'])
  return findChromium()
}

export async function needPostgresql() {
  if (!findPostgresql()) await aptInstall('PostgreSQL', ['postgresql'])
  return findPostgresql()
}

/** The program of the shared cache that docs/caching.md describes, or null. */
export const findVarnish = () => onPath(['varnishd']) ?? (fs.existsSync('/usr/sbin/varnishd') ? '/usr/sbin/varnishd' : null)

export async function needVarnish() {
  if (!findVarnish()) await aptInstall('Varnish', ['varnish', 'varnish-modules'])
  return findVarnish()
}

/** nginx, as the documentation puts it before the site, or null. */
export const findNginx = () => onPath(['nginx']) ?? (fs.existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : null)

export async function needNginx() {
  if (!findNginx()) await aptInstall('nginx', ['nginx-light'])
  return findNginx()
}

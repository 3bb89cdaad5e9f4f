import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ConfigError } from './config-error'

const fileIn = (dataDir: string) => path.join(dataDir, 'secrets', 'root')

/**
 * The secret of the site in this data folder, made when there is none. The file gets its name when all of it is on the disk: a process that is killed, a full
 * disk or a loss of power leaves a whole one or none, and of two processes that start at once one makes it and the other reads it. Throws ConfigError.
 */
export function rootSecret(dataDir: string): string {
  const file = fileIn(dataDir)
  if (!fs.existsSync(file)) make(file)
  return readWhole(file)
}

/** Throws ConfigError when this data folder has a secret that cannot be used. */
export function checkSecret(dataDir: string): void {
  const file = fileIn(dataDir)
  if (fs.existsSync(file)) readWhole(file)
}

/** With an empty one everybody could compute every key of the site. */
const isWhole = (text: string) => text.length >= 32 && !text.includes('\0')

function readWhole(file: string): string {
  const text = fs.readFileSync(file, 'utf8').trim()
  if (isWhole(text)) return text
  throw new ConfigError(
    `The secret of this site, ${file}, is empty or cut short: bring it back from a backup. If there is none, delete it, and the next start makes another: everybody is signed out, and codes of second factors no longer work.`,
  )
}

function make(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  // Hidden, so that no backup has it.
  const part = path.join(path.dirname(file), `.root.${process.pid}.part`)
  try {
    fs.writeFileSync(part, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true })
    giveName(part, file)
  } finally {
    fs.rmSync(part, { force: true })
  }
}

function giveName(part: string, file: string): void {
  try {
    fs.linkSync(part, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    // A file system without links.
    if (!fs.existsSync(file)) fs.renameSync(part, file)
  }
}

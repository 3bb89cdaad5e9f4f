// Whether sources changed since a step last ran: one hash over their names and contents, kept in a stamp file.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './run.mjs'

const ignored = /(^|\/)(node_modules|generated|\.[^/]+)(\/|$)|\.test\.tsx?$/

/** The names of all files below a folder of the project, in order; what is hidden, generated or a test is left out. */
export function* filesUnder(name) {
  const full = path.join(root, name)
  const stat = fs.statSync(full, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isFile()) yield name
  else for (const entry of fs.readdirSync(full).sort()) if (!ignored.test(`${name}/${entry}`)) yield* filesUnder(`${name}/${entry}`)
}

/** A hash of the named files and folders of the project (what is missing counts as empty), and of `more`. Reading 1,000 files takes about 50 ms. */
export function fingerprint(names, more = '') {
  const hash = createHash('sha256').update(more)
  for (const name of names) for (const file of filesUnder(name)) hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

/** What a stamp file says, or nothing. */
export function readStamp(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'))
  } catch {
    return {}
  }
}

/** Replaces a stamp file whole, so that a crash leaves the old one or the new one. */
export function writeStamp(file, values) {
  const full = path.join(root, file)
  fs.mkdirSync(path.dirname(full), { recursive: true })
  fs.writeFileSync(`${full}.${process.pid}`, JSON.stringify(values, null, 1))
  fs.renameSync(`${full}.${process.pid}`, full)
}

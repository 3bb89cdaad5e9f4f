import fs from 'node:fs'

/**
 * Whether the SQLite file is still the one that this process has open. Another in its place, or none, would mean that whatever is written here is gone with
 * the process: so nothing is written then.
 */
type Opened = { file: string; id: string }

const holder = globalThis as unknown as { [key: symbol]: Opened | undefined }
const key = Symbol.for('lightstick.opened-file')

const idOf = (file: string) => {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.dev}:${stat.ino}` : ''
}

/** Remembers which file stands at this path, just after it was opened. */
export const rememberFile = (file: string): void => void (holder[key] = { file, id: idOf(file) })

export const forgetFile = (): void => void (holder[key] = undefined)

/** Whether another file, or none, is where the open one was. One look at the file system, about 3 µs. */
export function isDatabaseReplaced(): boolean {
  const opened = holder[key]
  return opened !== undefined && opened.id !== '' && idOf(opened.file) !== opened.id
}

/** What a write fails with then. */
export class DatabaseReplaced extends Error {
  override name = 'DatabaseReplaced'
  constructor() {
    super('the database file was removed or replaced under the running site: nothing is written any more; start again')
  }
}

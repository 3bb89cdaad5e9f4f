import fs from 'node:fs'
import path from 'node:path'

/**
 * Sees to it that only this user reads a SQLite database: addresses of mail and hashes of passwords are in it. Makes the file when it is missing, because SQLite
 * would make it readable for all; its `-wal` and `-shm` get the mode of the file. One that belongs to somebody else stays as it is.
 */
export function keepPrivate(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  quietly(() => fs.closeSync(fs.openSync(file, fs.constants.O_CREAT | fs.constants.O_RDONLY, 0o600)))
  for (const one of [file, `${file}-wal`, `${file}-shm`])
    quietly(() => {
      if (fs.statSync(one).mode & 0o077) fs.chmodSync(one, 0o600)
    })
}

/** What is wrong with the file is said by whoever opens it. */
function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // see above
  }
}

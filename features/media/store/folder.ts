import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { MediaStore } from './media-store'

/** Two letters of a name are a folder: with tens of thousands of files in one, a copy or a look into it takes long. */
const folderOf = (name: string) => name.slice(0, 2)

/** A file is written beside its place under a hidden name, which no backup takes, and gets its own when it is on the disk. */
const unfinished = (name: string) => `.${name}.${randomBytes(6).toString('hex')}`

const isMissing = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))

export function makeFolderStore(root: string): MediaStore {
  const placeOf = (name: string) => path.join(root, folderOf(name.replace(/^\./, '')), name)
  return {
    async put(name, content) {
      const place = placeOf(name)
      const folder = path.dirname(place)
      await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 })
      const temporary = path.join(folder, unfinished(name))
      try {
        const handle = await fs.promises.open(temporary, 'wx', 0o600)
        try {
          await handle.writeFile(content)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await fs.promises.rename(temporary, place)
      } catch (error) {
        await fs.promises.rm(temporary, { force: true }).catch(() => {})
        throw error
      }
      await reachDisk(folder)
    },
    async get(name) {
      let handle: fs.promises.FileHandle
      try {
        handle = await fs.promises.open(placeOf(name), 'r')
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
      const { size } = await handle.stat().catch(async (error: unknown) => {
        await handle.close()
        throw error
      })
      return { bytes: size, stream: handle.createReadStream() }
    },
    async list(file) {
      const names = await fs.promises.readdir(path.join(root, folderOf(file))).catch((error: unknown) => {
        if (isMissing(error)) return []
        throw error
      })
      return names.filter((name) => name.replace(/^\./, '').startsWith(`${file}-`))
    },
    remove: (name) => fs.promises.rm(placeOf(name), { force: true }),
  }
}

/** A name is on the disk when its folder is. */
async function reachDisk(folder: string): Promise<void> {
  const handle = await fs.promises.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

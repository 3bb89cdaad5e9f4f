import fs from 'node:fs'
import path from 'node:path'

/** A file of content; `name` is how messages call it. */
export type ContentFile = { name: string; text: string }

/** Reads a list file, a records file, or the `.md` and `.yaml` files of a folder (not of folders in it). Throws what the file system throws. */
export function readContent(target: string): ContentFile[] {
  const files = fs.statSync(target).isDirectory()
    ? fs
        .readdirSync(target)
        .filter((name) => /\.(md|ya?ml)$/i.test(name) && !/^(readme|\.)/i.test(name))
        .sort()
        .map((name) => path.join(target, name))
    : [target]
  return files.map((name) => ({ name, text: readText(name) }))
}

// Bytes that are no text would come back as replacement characters and be kept for good.
function readText(name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(name))
  } catch (error) {
    if (error instanceof TypeError) throw new Error(`${name} is not text in UTF-8`)
    throw error
  }
}

import fs from 'node:fs'
import path from 'node:path'
import { FormatError } from './problems'

/** A file of content; `name` is how messages call it. */
export type ContentFile = { name: string; text: string }

/**
 * Reads a list file, a records file, or the `.md` and `.yaml` files of a folder (not of folders in it). Throws a `FormatError` for bytes that
 * are not UTF-8, and what the file system throws. `nameOf` makes the names for messages from paths; `skip` is told what of a folder is left out.
 */
export function readContent(target: string, nameOf: (file: string) => string = (file) => file, skip: (name: string) => void = () => {}): ContentFile[] {
  const files = fs.statSync(target).isDirectory() ? filesOf(target, (file) => skip(nameOf(file))) : [target]
  return files.map((file) => ({ name: nameOf(file), text: readText(fs.readFileSync(file), nameOf(file)) }))
}

function filesOf(folder: string, skip: (file: string) => void): string[] {
  const files: string[] = []
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name)
    if (/\.(md|ya?ml)$/i.test(entry.name) && !/^(readme\.|\.)/i.test(entry.name) && !entry.isDirectory()) files.push(file)
    else skip(entry.isDirectory() ? file + path.sep : file)
  }
  return files
}

// Bytes that are no text would come back as replacement characters and be kept for good.
function readText(bytes: Buffer, file: string): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    return decoder.decode(bytes)
  } catch {
    let [line, start] = [1, 0]
    for (let end = bytes.indexOf(10); end >= 0 && isText(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) [line, start] = [line + 1, end + 1]
    throw new FormatError([{ file, line, message: 'Expected text in UTF-8' }])
  }
}

function isText(bytes: Buffer): boolean {
  return bytes.equals(Buffer.from(bytes.toString('utf8'), 'utf8'))
}

import fs from 'node:fs'
import path from 'node:path'
import { FormatError, type Problem } from './problems'

/** A file of content; `name` is how messages call it. */
export type ContentFile = { name: string; text: string }

/**
 * Reads a list file, a records file, or the `.md` and `.yaml` files of a folder (not of folders in it). Throws a `FormatError` for bytes that
 * are not UTF-8, and what the file system throws. `nameOf` makes the names for messages from paths; `skip` is told what of a folder is left out.
 */
export function readContent(target: string, nameOf: (file: string) => string = (file) => file, skip: (name: string) => void = () => {}): ContentFile[] {
  const files = fs.statSync(target).isDirectory() ? filesOf(target, (file) => skip(nameOf(file))) : [target]
  const problems: Problem[] = []
  const read = files.flatMap((file) => {
    const [name, bytes] = [nameOf(file), fs.readFileSync(file)]
    const text = textOf(bytes)
    if (text === null) problems.push(noText(name, bytes))
    return text === null ? [] : [{ name, text }]
  })
  if (problems.length > 0) throw new FormatError(problems)
  return read
}

/** The text of one file. Throws a `FormatError` for bytes that are not UTF-8. */
export function readContentText(name: string, bytes: Buffer): string {
  const text = textOf(bytes)
  if (text === null) throw new FormatError([noText(name, bytes)])
  return text
}

const noText = (file: string, bytes: Buffer): Problem => ({ file, line: firstLineWithoutText(bytes), message: 'Expected text in UTF-8' })

function filesOf(folder: string, skip: (file: string) => void): string[] {
  const files: string[] = []
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name)
    if (/\.(md|ya?ml)$/i.test(entry.name) && !/^(readme\.|\.)/i.test(entry.name) && !entry.isDirectory()) files.push(file)
    else skip(entry.isDirectory() ? file + path.sep : file)
  }
  return files
}

/** Null for bytes that are no text: they would come back as replacement characters and be kept for good. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function firstLineWithoutText(bytes: Buffer): number {
  let [line, start] = [1, 0]
  for (let end = bytes.indexOf(10); end >= 0 && isText(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) [line, start] = [line + 1, end + 1]
  return line
}

function isText(bytes: Buffer): boolean {
  return bytes.equals(Buffer.from(bytes.toString('utf8'), 'utf8'))
}

'use client'

import type { BroughtFile } from '../schema'

/** What is in an archive, or in files that were chosen together: texts, and of an archive its pictures, which stay where they are until one is read. */
export type ChosenFiles = { files: BroughtFile[]; pictures: string | null; blobs: ReadonlyMap<string, Blob> }

/** A file that is no list, no records and no archive of them, with what to say of it. */
export class NotOurs extends Error {
  override name = 'NotOurs'
}

export const isListFile = (name: string): boolean => /\.(tar|md|ya?ml)$/i.test(name)

/** Reads what was chosen: one archive, or lists and records beside each other. Throws `NotOurs`. */
export async function readChosen(chosen: readonly File[]): Promise<ChosenFiles> {
  const [archive] = chosen.filter(({ name }) => /\.tar$/i.test(name))
  if (archive && chosen.length > 1) throw new NotOurs('An archive (.tar) is brought in by itself: choose it alone')
  if (archive) return readArchive(archive)
  const strange = chosen.find(({ name }) => !isListFile(name))
  if (strange) throw new NotOurs(`${strange.name} is no list (.md) and no file of records (.yaml): choose those alone`)
  return { files: await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await textOf(file, file.name) }))), pictures: null, blobs: new Map() }
}

const block = 512

/** The files in a tar file, one header of 512 bytes before each. */
async function readArchive(archive: File): Promise<ChosenFiles> {
  const damaged = (why: string) => new NotOurs(`${archive.name} is no whole archive of lists and pictures: ${why}`)
  const [files, blobs]: [BroughtFile[], Map<string, Blob>] = [[], new Map()]
  let pictures: string | null = null
  let longName = ''
  for (let at = 0; ;) {
    if (at + block > archive.size) throw damaged('it is cut short')
    const header = new Uint8Array(await archive.slice(at, at + block).arrayBuffer())
    // Two empty blocks end it.
    if (header.every((byte) => byte === 0)) break
    const field = (from: number, to: number) => new TextDecoder().decode(header.subarray(from, to)).replace(/\0[^]*$/, '')
    const size = Number.parseInt(field(124, 136).trim() || '0', 8)
    if (field(257, 262) !== 'ustar' || !Number.isSafeInteger(size)) throw damaged('it is no tar file')
    const content = archive.slice(at + block, at + block + size)
    if (content.size < size) throw damaged('it is cut short')
    at += block + Math.ceil(size / block) * block
    const type = field(156, 157) || '0'
    if (type === 'x') {
      longName = /^\d+ path=(.*)$/m.exec(await content.text())?.[1] ?? ''
      continue
    }
    const name = longName || [field(345, 500), field(0, 100)].filter(Boolean).join('/')
    longName = ''
    if (type !== '0') throw damaged(`it holds ${name}, which is no file`)
    if (name === 'pictures.yaml') pictures = await textOf(content, name)
    else if (name.startsWith('pictures/')) blobs.set(name, content)
    else if (/^[^/\\]+\.(md|ya?ml)$/i.test(name)) files.push({ name, text: await textOf(content, name) })
    else throw damaged(`it holds ${name}`)
  }
  if (pictures === null) throw damaged('pictures.yaml is missing')
  return { files, pictures, blobs }
}

async function textOf(content: Blob, name: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await content.arrayBuffer())
  } catch {
    throw new NotOurs(`${name} is no text in UTF-8`)
  }
}

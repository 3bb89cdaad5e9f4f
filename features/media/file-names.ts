import { createHash } from 'node:crypto'
import { newId } from '@/platform/id'

/** The formats of each width, the smallest first: a browser takes the first that it knows. */
export const formats = ['avif', 'webp', 'jpg'] as const
export type Format = (typeof formats)[number]

export const contentTypes = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' } as const satisfies Record<Format, string>

const pattern = /^([0-9a-f]{32})-([1-9]\d{0,3})\.(avif|webp|jpg)$/

/** What a medium's files are called: new for each taking in, so that a name never stands for other bytes, and what is deleted is never what was just made. */
export const newFile = (hash: string): string => createHash('sha256').update(`${hash} ${newId()}`).digest('hex').slice(0, 32)

export const fileName = (file: string, width: number, format: Format) => `${file}-${width}.${format}`

export const isFileName = (name: string): boolean => pattern.test(name)
/** Whether text is what `newFile` makes. */
export const isFile = (text: string): boolean => /^[0-9a-f]{32}$/.test(text)

/** The parts of a name, or null when it is none. */
export function readFileName(name: string): { file: string; width: number; format: Format } | null {
  const [, file, width, format] = pattern.exec(name) ?? []
  return file ? { file, width: Number(width), format: format as Format } : null
}

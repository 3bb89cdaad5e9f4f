import type { Readable } from 'node:stream'

export type StoredFile = { bytes: number; stream: Readable }

/** Where the files of media are. Names are those of `file-names.ts`; a file never changes under its name. Whatever goes wrong is thrown. */
export type MediaStore = {
  /** Resolves when the file is kept, whole: before that nobody gets it. */
  put(name: string, content: Buffer): Promise<void>
  /** Null when there is no such file. */
  get(name: string): Promise<StoredFile | null>
  /** The names of all files of one medium, and of what was left half written. */
  list(file: string): Promise<string[]>
  /** Nothing happens when there is no such file. */
  remove(name: string): Promise<void>
}

import { write } from '@/platform/db'
import { newFile } from '@/features/media/file-names'
import { newId } from '@/platform/id'
import type { Prisma } from '@/prisma/generated/sqlite/client'

/** A medium of 640 × 480 as the database knows it; no file of it is in the store. Resolves to its id. */
export async function makeMedium(values: Partial<Prisma.MediaUncheckedCreateInput>): Promise<string> {
  const id = newId()
  const hash = id.padEnd(64, '0')
  const known = { hash, type: 'image/jpeg', bytes: 1000, width: 640, height: 480, widths: [320, 640], storedBytes: 3000, file: newFile(hash) }
  await write((tx) => tx.media.create({ data: { id, ...known, ...values } }))
  return id
}

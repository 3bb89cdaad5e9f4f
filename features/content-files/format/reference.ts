import { z } from 'zod'
import { kindFolders, slug, recordKinds, type KindFolder, type RecordKind } from '@/features/records/schema'

/** How files name a shared record: `people/park-seo-joon`. */
export type Reference = `${KindFolder}/${string}`

const folders = Object.values(kindFolders)

/** A reference to a record of one of these kinds (of any, when none is named). */
export const reference = (...kinds: RecordKind[]) => {
  const allowed: string[] = (kinds.length ? kinds : recordKinds).map((kind) => kindFolders[kind])
  return z.custom<Reference>(
    (value) => {
      if (typeof value !== 'string') return false
      const [folder = '', name = '', ...rest] = value.split('/')
      return rest.length === 0 && allowed.includes(folder) && slug.safeParse(name).success
    },
    { error: `Expected a record such as ${allowed.map((folder) => `“${folder}/…”`).join(', ')}` },
  )
}

/** The reference of a record. */
export const referenceTo = (kind: RecordKind, slug: string): Reference => `${kindFolders[kind]}/${slug}`

/** Kind and slug of a valid reference. */
export function readReference(reference: Reference): { kind: RecordKind; slug: string } {
  const [folder = '', slug = ''] = reference.split('/')
  const kind = recordKinds[folders.indexOf(folder as KindFolder)]
  if (!kind) throw new Error(`Not a reference: ${reference}`)
  return { kind, slug }
}

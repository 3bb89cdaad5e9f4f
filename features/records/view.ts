import type { ShownPicture } from '@/features/media/queries/shown-pictures'
import { kindFolders, type RecordKind } from './schema'

/** A shared record as a page names it. `original` is its name in its own script. */
export type RecordLink = {
  id: string
  kind: RecordKind
  slug: string
  name: string
  original: { name: string; lang: string } | null
  /** Its page; null for a video, which has none. */
  href: string | null
}

export type RecordView = RecordLink & {
  parent: RecordLink | null
  latitude: number | null
  longitude: number | null
  date: string | null
  url: string | null
  /** Of a video, what stands in its place before it plays; null when that is drawn. */
  poster: ShownPicture | null
}

/** What a record is, in words. */
export const kindWords = { person: 'Person', group: 'Group', song: 'Song', place: 'Place', video: 'Video' } as const satisfies Record<RecordKind, string>

/** How what a record stands under is named beside it. */
export const underWords = { person: 'of', group: 'of', song: 'by', place: 'in', video: 'of' } as const satisfies Record<RecordKind, string>

export const recordHref = (kind: RecordKind, slug: string) => `/${kindFolders[kind]}/${slug}`

type NamedRow = { id: string; kind: RecordKind; slug: string; name: string; names: { name: string; lang: string; alias: boolean }[] }

/** `names` in the order of their positions. */
export function recordLink({ id, kind, slug, name, names }: NamedRow): RecordLink {
  const original = names.find((other) => !other.alias && other.lang !== 'en' && other.name !== name)
  return {
    id,
    kind,
    slug,
    name,
    original: original ? { name: original.name, lang: original.lang } : null,
    href: kind === 'video' ? null : recordHref(kind, slug),
  }
}

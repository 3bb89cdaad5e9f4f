import type { ShownPicture } from '@/features/media/queries/shown-pictures'
import type { RecordLink, RecordView } from '@/features/records/view'
import { playerUrl, readVideoAddress, siteOf } from '@/platform/text/video-address'
import { creditRoles, entriesOf, type CreditRole, type ListDocument, type ListEntry } from '../schema'

/** Every record that a document names. */
export function recordIdsOf(document: ListDocument): Set<string> {
  const ids = new Set<string>()
  for (const { entry } of entriesOf(document)) {
    for (const { subject } of entry.credits) ids.add(subject)
    if (entry.video) ids.add(entry.video)
  }
  for (const section of document.sections.flatMap((one) => [one, ...one.sections])) if (section.place) ids.add(section.place)
  return ids
}

export type Chip = { role: string; record: RecordLink }

/** An entry's credits in the writer's order, and after a member the group that is not credited itself. */
export function chipsOf(entry: ListEntry, records: Map<string, RecordView>): Chip[] {
  // Two of the credits may be of one record, since two were merged.
  const shown = new Set(entry.credits.map(({ subject }) => records.get(subject)?.id))
  const told = new Set<string>()
  const chips: Chip[] = []
  for (const { role, subject: id } of entry.credits) {
    const record = records.get(id)
    if (!record || told.has(`${role} ${record.id}`)) continue
    told.add(`${role} ${record.id}`)
    chips.push({ role: creditRoles[role], record })
    const group = record.kind === 'person' && record.parent?.kind === 'group' ? record.parent : null
    if (group && !shown.has(group.id)) {
      shown.add(group.id)
      chips.push({ role: 'Of', record: group })
    }
  }
  return chips
}

/** What a heading leaves out of whose song it is: `BIGBANG` beside “Haru Haru”, `BIGBANG, “Haru Haru”` beside an actor. Empty when it says all. */
export function lineOf(heading: string, { artists, song }: { artists: string[]; song: string | null }): string {
  const unsaid = (name: string) => !heading.includes(name)
  return [...artists.filter(unsaid), ...(song && unsaid(song) ? [`“${song}”`] : [])].join(', ')
}

/** The same for each entry of a list, by id. */
export const linesOf = (document: ListDocument, records: Map<string, RecordView>): Map<string, string> =>
  new Map(
    entriesOf(document).map(({ entry }) => {
      const { by, title } = whoseOf(entry, records)
      return [entry.id, lineOf(entry.heading, { artists: by, song: title })]
    }),
  )

/** Who is heard in an entry, and in what. */
function whoseOf(entry: Credited, records: Map<string, RecordView>): { by: string[]; title: string | null } {
  const video = entry.video ? records.get(entry.video) : undefined
  const song = creditedAs(entry, records, 'song')[0]
  const artists = creditedAs(entry, records, 'artist').map(({ name }) => name)
  const parent = song?.parent?.name ?? video?.parent?.name
  return { by: artists.length > 0 ? artists : parent ? [parent] : [], title: song?.name ?? video?.name ?? null }
}

type Credited = Pick<ListEntry, 'heading' | 'credits' | 'video'>

const creditedAs = (entry: Credited, records: Map<string, RecordView>, role: CreditRole): RecordView[] => {
  const found = entry.credits.filter((credit) => credit.role === role).flatMap(({ subject }) => records.get(subject) ?? [])
  return found.filter((record, index) => found.findIndex(({ id }) => id === record.id) === index)
}

/** The player's address for an address of a video on YouTube or Vimeo, however it is written, else null. */
export function embedOf(url: string | null): string | null {
  const video = url ? readVideoAddress(url) : null
  return video && playerUrl(video)
}

/** What an entry's poster says and where it leads: to the video, or to a search for it when no address is known. `site`: whose page that is. */
export type VideoLink = {
  by: string
  title: string
  href: string
  site: string
  found: boolean
  embed: string | null
  date: string | null
  name: string
  poster: ShownPicture | null
}

/** Null when the entry has neither a video nor a song. */
export function videoOf(entry: Credited, records: Map<string, RecordView>): VideoLink | null {
  const video = entry.video ? records.get(entry.video) : undefined
  const song = creditedAs(entry, records, 'song')[0]
  if (!video && !song) return null
  const whose = whoseOf(entry, records)
  const by = whose.by.join(', ')
  const title = whose.title ?? entry.heading
  const search = `https://www.youtube.com/results?search_query=${encodeURIComponent([by, title, 'MV'].filter(Boolean).join(' ').toWellFormed())}`
  const url = video?.url ?? null
  return {
    by,
    title,
    href: url ?? search,
    site: url ? siteOf(url) : 'YouTube',
    found: url !== null,
    embed: embedOf(url),
    date: video?.date ?? null,
    name: video?.name ?? title,
    poster: video?.poster ?? null,
  }
}

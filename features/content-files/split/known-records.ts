import type { RecordKind } from '@/features/records/schema'
import { distanceOf } from '@/platform/text/distance'
import { fold } from '@/platform/text/fold'
import { readVideoAddress, videoUrl } from '@/platform/text/video-address'
import { freeSlug, slugify } from '@/platform/text/slugify'
import { referenceTo, type Reference } from '../format/reference'
import type { FileRecord } from '../format/records-file'

/** The records that a site knows, and those that an article makes necessary, found by any of their names. */
export class KnownRecords {
  private readonly byName = new Map<string, FileRecord[]>()
  private readonly byReference = new Map<Reference, FileRecord>()
  private readonly byVideo = new Map<string, FileRecord>()
  private readonly videosOf = new Map<string, FileRecord[]>()
  private readonly given: readonly [string, FileRecord[]][]
  private readonly mine = new Map<string, FileRecord[]>()
  readonly proposed = new Set<FileRecord>()
  /** Words that the article puts before a colon again and again: “Winner”, “Seen in”. */
  labels: ReadonlySet<string> = new Set()
  readonly doubts: string[] = []
  /** Of new records, those that look like one that is known. */
  readonly near = new Map<FileRecord, FileRecord>()

  constructor(records: readonly FileRecord[]) {
    for (const record of records) this.add(record)
    this.given = [...this.byName].map(([name, some]) => [name, [...some]])
  }

  private add(record: FileRecord) {
    this.byReference.set(referenceTo(record.kind, record.slug), record)
    for (const former of record.formerly) this.byReference.set(referenceTo(record.kind, former), record)
    for (const name of new Set([record.name, ...record.names.map(({ name }) => name)].map(fold))) {
      if (name === '') continue
      const same = this.byName.get(name)
      if (same) same.push(record)
      else this.byName.set(name, [record])
    }
    const video = record.kind === 'video' && record.url ? readVideoAddress(record.url) : null
    if (video) this.byVideo.set(videoUrl(video), record)
    if (record.kind === 'video' && record.parent) this.videosOf.set(record.parent, [...(this.videosOf.get(record.parent) ?? []), record])
  }

  /** The record with this name of one of these kinds, the first kind first. */
  find(name: string, kinds: readonly RecordKind[]): FileRecord | null {
    const found = this.byName.get(fold(name)) ?? []
    for (const kind of kinds) {
      const record = found.find((one) => one.kind === kind)
      if (record) return record
    }
    return null
  }

  /** All records with this name of these kinds. */
  all = (name: string, kinds: readonly RecordKind[]): FileRecord[] => (this.byName.get(fold(name)) ?? []).filter(({ kind }) => kinds.includes(kind))

  namesOf(reference: Reference): string[] {
    const record = this.byReference.get(reference)
    return record ? [record.name, ...record.names.map(({ name }) => name)] : []
  }

  /** The song with this title by one of these artists, by a member or by the group of one; any when nobody is named. */
  findSong(title: string, artists: readonly Reference[]): FileRecord | null {
    const songs = (this.byName.get(fold(title)) ?? []).filter(({ kind }) => kind === 'song')
    if (artists.length === 0) return songs.length === 1 ? songs[0]! : null
    const near = new Set(artists.flatMap((one) => [one, this.byReference.get(one)?.parent ?? one]))
    return songs.find(({ parent }) => parent === null || near.has(parent) || near.has(this.byReference.get(parent)?.parent ?? parent)) ?? null
  }

  /** Who sings a song that is known by its title alone: what a record stands under. */
  artistOf = (song: FileRecord): FileRecord | null => (song.parent && this.byReference.get(song.parent)) || null

  findVideo = (url: string): FileRecord | null => this.byVideo.get(url) ?? null
  onlyVideoOf(song: Reference): FileRecord | null {
    const videos = this.videosOf.get(song) ?? []
    return videos.length === 1 ? videos[0]! : null
  }

  /** A new record; the same name of the same kind is proposed once. */
  propose(kind: RecordKind, name: string, given: Partial<Pick<FileRecord, 'parent' | 'url' | 'names'>> = {}): FileRecord {
    const key = `${kind} ${fold(name)}`
    const before = this.mine.get(key)?.find((one) => (given.parent ?? one.parent) === one.parent && (given.url ?? one.url) === one.url)
    if (before) return before
    const near = this.doubt(kind, name)
    // “혁오 (HYUKOH)”: how they write themselves in Latin letters is their address.
    const latin = given.names?.find(({ lang }) => lang === 'en')?.name
    const base = slugify(latin ?? name) || slugify(name) || kind
    const owner = given.parent?.split('/')[1]
    const taken = (slug: string) => this.byReference.has(referenceTo(kind, slug))
    const slug = taken(base) && owner ? freeSlug(`${base}-${owner}`, taken) : freeSlug(base, taken)
    const record: FileRecord = {
      kind,
      slug,
      name,
      names: [],
      description: '',
      parent: null,
      latitude: null,
      longitude: null,
      date: null,
      url: null,
      formerly: [],
      ...given,
    }
    this.proposed.add(record)
    if (near) this.near.set(record, near)
    this.mine.set(key, [...(this.mine.get(key) ?? []), record])
    this.add(record)
    return record
  }

  /** Says when a new name looks like one that is known, and which. */
  private doubt(kind: RecordKind, name: string): FileRecord | null {
    if (kind === 'video') return null
    const kinds: RecordKind[] = kind === 'person' || kind === 'group' ? ['person', 'group'] : [kind]
    const wanted = fold(name)
    const most = wanted.length >= 9 ? 2 : 1
    if (wanted.length < 4) return null
    for (const [other, records] of this.given) {
      if (Math.abs(other.length - wanted.length) > most || other[0] !== wanted[0]) continue
      const near = records.find((one) => kinds.includes(one.kind) && distanceOf(wanted, other, most) <= most)
      if (near && near.name !== name)
        this.doubts.push(`Is “${name}” the record ${referenceTo(near.kind, near.slug)} (${near.name})? A new one is proposed for now.`)
      if (near) return near
    }
    return null
  }
}

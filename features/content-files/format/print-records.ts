import { kindFolders, recordKinds } from '@/features/records/schema'
import type { FileRecord, RecordsFile } from './records-file'
import { printYaml } from './yaml'

/** Shared records as the text of records.yaml: kinds in their usual order, records in the order given. Fields that say nothing are left out. */
export function printRecords({ records, series, authors }: RecordsFile): string {
  const file: Record<string, unknown> = { format: records.some(({ picture }) => picture) ? 2 : 1 }
  for (const kind of recordKinds) {
    const own = records.filter((record) => record.kind === kind)
    // A Map keeps the order of slugs that are numbers.
    if (own.length) file[kindFolders[kind]] = new Map(own.map((record) => [record.slug, printRecord(record)]))
  }
  if (series.length)
    file.series = new Map(
      series.map(({ slug, title, description, formerly }) => [slug, { title, description: description || undefined, formerly: orNone(formerly) }]),
    )
  if (authors.length)
    file.authors = new Map(authors.map(({ slug, name, bio, formerly }) => [slug, { name, bio: bio || undefined, formerly: orNone(formerly) }]))
  return printYaml(file, (path) => (path[2] === 'names' ? path.length > 2 : path[2] === 'at' || path[2] === 'formerly'))
}

function printRecord({ name, names, description, parent, latitude, longitude, date, url, picture, formerly }: FileRecord) {
  return {
    name,
    names: names.length ? names.map(({ name, lang, alias }) => ({ name, lang: lang === 'en' ? undefined : lang, alias: alias || undefined })) : undefined,
    description: description || undefined,
    parent: parent ?? undefined,
    at: latitude !== null || longitude !== null ? [latitude, longitude] : undefined,
    date: date ?? undefined,
    url: url ?? undefined,
    picture: picture ?? undefined,
    formerly: orNone(formerly),
  }
}

const orNone = (former: string[]) => (former.length ? former : undefined)

import { kindFolders, recordKinds, slug } from '@/features/records/schema'
import { FormatError, Problems, type Problem } from './problems'
import { recordsShape, type FileRecord, type RecordsFile } from './records-file'
import { reference, referenceTo } from './reference'
import { readYaml, shaped } from './yaml'

/** A file of shared records that was read, and the line at which each part stands (a path such as `['people', 'iu', 'parent']`). */
export type ParsedRecords = RecordsFile & { file: string; lineOf: (path: readonly PropertyKey[]) => number }

/** Addresses in a file of shared records: what can be looked up of it, whatever else is wrong with its text. */
export type NamedRecords = {
  records: Pick<FileRecord, 'kind' | 'slug' | 'parent' | 'formerly' | 'picture'>[]
  series: { slug: string; formerly: string[] }[]
  authors: { slug: string; formerly: string[] }[]
} & Pick<ParsedRecords, 'file' | 'lineOf'>

/** A file of shared records as far as it could be read. */
export type ReadRecords = { parsed: ParsedRecords | null; named: NamedRecords; problems: Problem[] }

/** Reads the text of records.yaml. Throws a `FormatError` with everything that is wrong; `file` is its name in those messages. */
export function parseRecords(text: string, file: string): ParsedRecords {
  const { parsed, problems } = readRecords(text, file)
  if (!parsed) throw new FormatError(problems)
  return parsed
}

/** Reads the text of records.yaml, also of one with faults. */
export function readRecords(text: string, file: string): ReadRecords {
  const problems = new Problems(file)
  const yaml = readYaml(text.replace(/^\ufeff/, ''), problems)
  const value = yaml && shaped(recordsShape, yaml.value ?? {}, problems, yaml.lineOf, 2)
  if (!yaml || !value) {
    const named = { ...namesIn(yaml?.value), file, lineOf: yaml?.lineOf ?? (() => 1) }
    return { parsed: null, named, problems: problems.all }
  }
  const { lineOf } = yaml
  const records = recordKinds.flatMap((kind) =>
    Object.entries(value[kindFolders[kind]]).map(([slug, { at, ...record }]): FileRecord => ({ kind, slug, ...record, latitude: at[0], longitude: at[1] })),
  )
  if (value.format === '1')
    for (const { kind, slug, picture } of records)
      if (picture) problems.add(lineOf([kindFolders[kind], slug, 'picture']), '“picture” is of format 2: write format: 2')
  refuseCircles(records, problems, lineOf)
  for (const folder of [...Object.values(kindFolders), 'series', 'authors'] as const) refuseShared(folder, value[folder], problems, lineOf)
  const parsed = {
    records,
    series: Object.entries(value.series).map(([slug, series]) => ({ slug, ...series })),
    authors: Object.entries(value.authors).map(([slug, author]) => ({ slug, ...author })),
    file,
    lineOf,
  }
  return { parsed: problems.all.length === 0 ? parsed : null, named: parsed, problems: problems.all }
}

/** The things in a file with faults whose addresses can be read, with what they name. */
function namesIn(given: unknown): Pick<NamedRecords, 'records' | 'series' | 'authors'> {
  const entriesOf = (value: unknown) => Object.entries(value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {})
  const folders = new Map(entriesOf(given))
  const under = (folder: string) =>
    entriesOf(folders.get(folder)).flatMap(([name, fields]) => {
      if (!slug.safeParse(name).success) return []
      const { formerly, parent } = Object.fromEntries(entriesOf(fields))
      const former = Array.isArray(formerly) ? formerly.filter((one): one is string => slug.safeParse(one).success) : []
      return [{ slug: name, formerly: former, parent: reference().safeParse(parent).data ?? null }]
    })
  const records = recordKinds.flatMap((kind) => under(kindFolders[kind]).map((record) => ({ kind, ...record })))
  return { records, series: under('series'), authors: under('authors') }
}

/** An address leads to one thing: a former one is not another's, now or before. */
function refuseShared(folder: string, things: Record<string, { formerly: string[] }>, problems: Problems, lineOf: (path: readonly PropertyKey[]) => number) {
  const owners = new Map(Object.keys(things).map((slug) => [slug, slug]))
  for (const [slug, { formerly }] of Object.entries(things)) {
    for (const former of formerly) {
      const owner = owners.get(former)
      if (owner) problems.add(lineOf([folder, slug, 'formerly']), `${folder}/${former} is or was the address of ${folder}/${owner}`)
      owners.set(former, slug)
    }
  }
}

// A record that is its own ancestor would send every page that shows where it belongs round for ever.
function refuseCircles(records: FileRecord[], problems: Problems, lineOf: (path: readonly PropertyKey[]) => number) {
  const parents = new Map<string, string | null>(records.map((record) => [referenceTo(record.kind, record.slug), record.parent]))
  for (const { kind, slug } of records) {
    const self = referenceTo(kind, slug)
    const seen = new Set<string>()
    let above = parents.get(self)
    while (above && above !== self && !seen.has(above)) {
      seen.add(above)
      above = parents.get(above)
    }
    if (above === self) problems.add(lineOf([kindFolders[kind], slug, 'parent']), `${self} is its own parent, directly or through others`)
  }
}

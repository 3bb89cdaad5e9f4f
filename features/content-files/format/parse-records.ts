import { kindFolders, recordKinds } from '@/features/records/schema'
import { Problems } from './problems'
import { recordsShape, type FileRecord, type RecordsFile } from './records-file'
import { referenceTo } from './reference'
import { readYaml, shaped } from './yaml'

/** A file of shared records that was read, and the line at which each part stands (a path such as `['people', 'iu', 'parent']`). */
export type ParsedRecords = RecordsFile & { file: string; lineOf: (path: readonly PropertyKey[]) => number }

/** Reads the text of records.yaml. Throws a `FormatError` with everything that is wrong; `file` is its name in those messages. */
export function parseRecords(text: string, file: string): ParsedRecords {
  const problems = new Problems(file)
  const yaml = readYaml(text.replace(/^\ufeff/, ''), problems)
  const value = yaml && shaped(recordsShape, yaml.value ?? {}, problems, yaml.lineOf, 2)
  problems.stop()
  if (!yaml || !value) throw new Error('Records without problems have a value')
  const records = recordKinds.flatMap((kind) =>
    Object.entries(value[kindFolders[kind]]).map(([slug, { at, ...record }]): FileRecord => ({ kind, slug, ...record, latitude: at[0], longitude: at[1] })),
  )
  refuseCircles(records, problems, yaml.lineOf)
  for (const folder of [...Object.values(kindFolders), 'series', 'authors'] as const) refuseShared(folder, value[folder], problems, yaml.lineOf)
  problems.stop()
  return {
    records,
    series: Object.entries(value.series).map(([slug, series]) => ({ slug, ...series })),
    authors: Object.entries(value.authors).map(([slug, author]) => ({ slug, ...author })),
    file,
    lineOf: yaml.lineOf,
  }
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

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
  problems.stop()
  return {
    records,
    series: Object.entries(value.series).map(([slug, series]) => ({ slug, ...series })),
    authors: Object.entries(value.authors).map(([slug, author]) => ({ slug, ...author })),
    file,
    lineOf: yaml.lineOf,
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

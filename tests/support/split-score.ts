import type { FileRecord } from '@/features/content-files/format/records-file'
import { kindFolders } from '@/features/records/schema'
import type { Split } from '@/features/content-files/split/split-article'
import type { HeldArticle } from '../fixtures/articles/held/held-article'

/** What a split has of an article's expectations. `complete`: an entry that also has its other credits and its section, and nobody else. */
export type Score = { found: number; complete: number; extra: number; total: number; parts: number; partsTotal: number; lines: string[] }

type Got = { heading: string; section: string; roles: Map<string, Set<string>[]>; video: string; sure: number }

const bare = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%+♡]/gu, '')
const actors = ['lead', 'cast', 'cameo']

/** Compares a split with what was expected of it, entry by entry. */
export function scoreSplit(article: HeldArticle, { list, newRecords, result }: Split, known: readonly FileRecord[]): Score {
  const namesOf = new Map([...known, ...newRecords].map((one) => [`${kindFolders[one.kind]}/${one.slug}`, one]))
  const named = (subject: string) => {
    const record = namesOf.get(subject)
    return new Set([record?.name ?? subject, ...(record?.names ?? []).map(({ name }) => name)].map(bare))
  }
  const sections = list.sections.flatMap((one) => [one, ...one.sections.map((sub) => ({ ...sub, sections: [] }))])
  const got: Got[] = [{ heading: '', entries: list.entries, place: null }, ...sections].flatMap(({ heading, entries, place }) =>
    entries.map((entry) => {
      const roles = new Map<string, Set<string>[]>()
      for (const { role, subject } of entry.credits) roles.set(role, [...(roles.get(role) ?? []), named(subject)])
      return {
        heading: entry.heading,
        section: bare(heading + (place ? ` @ ${[...named(place)][0]!}` : '')),
        roles,
        video: namesOf.get(entry.video ?? '')?.url ?? entry.video ?? '',
        sure: sureOf(result, entry.heading),
      }
    }),
  )
  const lines: string[] = []
  let section = ''
  let [found, complete, total] = [0, 0, 0]
  const used = new Set<Got>()
  for (const line of article.entries) {
    if (line.startsWith('§')) {
      section = bare(line)
      continue
    }
    total++
    const [song, artists, ...others] = line.split(' | ') as [string, string, ...string[]]
    const hits = got.filter((one) => !used.has(one) && same(one.roles.get('song') ?? [], [song]))
    const hit = hits.find((one) => same(one.roles.get('artist') ?? [], artists.split(' + ')))
    if (!hit) {
      const near = hits[0] ?? got.find((one) => bare(one.heading).includes(bare(song)))
      lines.push(`MISSED ${line}${near ? `  -- has: ${shown(near)}` : ''}`)
      continue
    }
    used.add(hit)
    found++
    const wrong = [...(hit.section.startsWith(section) ? [] : [`section ${hit.section || 'none'}`]), ...wrongCredits(hit, others)]
    if (wrong.length === 0) complete++
    lines.push(`${wrong.length ? 'partly' : 'found '} ${line}${wrong.length ? `  -- ${wrong.join('; ')}` : ''}`)
  }
  const extra = got.filter((one) => !used.has(one))
  for (const one of extra) lines.push(`EXTRA  ${shown(one)}  (${one.sure})`)
  const parts = partsOf(article, list)
  for (const { part, right, has } of parts) if (!right) lines.push(`PART   ${part}: ${has}`)
  for (const one of result.leftOver) lines.push(`LEFT   ${one.words}`)
  if (result.faults) lines.push(`FAULTS ${result.faults}`)
  return { found, complete, extra: extra.length, total, parts: parts.filter(({ right }) => right).length, partsTotal: parts.length, lines }
}

const matches = (names: Set<string>, words: string) => words.split(' = ').some((one) => names.has(bare(one)))

/** Whether these records are the expected ones, and no others. */
function same(records: readonly Set<string>[], expected: readonly string[]): boolean {
  return records.length === expected.length && expected.every((one) => records.some((names) => matches(names, one)))
}

function wrongCredits({ roles, video }: Got, others: readonly string[]): string[] {
  const wrong: string[] = []
  const expected = others.map((one) => one.split(': ') as [string, string])
  for (const [role, name] of expected) {
    if (role === 'video') {
      if (!video.toLowerCase().includes(name.toLowerCase())) wrong.push('no video')
      continue
    }
    const of = (role === 'lead' ? actors : [role, ...(role === 'featured' ? ['with'] : [])]).flatMap((one) => roles.get(one) ?? [])
    if (!of.some((names) => matches(names, name))) wrong.push(`no ${role} ${name}`)
  }
  const people = [...roles].filter(([role]) => !['song', 'artist', 'filmed-in'].includes(role)).flatMap(([, names]) => names)
  for (const names of people) if (!expected.some(([, name]) => matches(names, name))) wrong.push(`also ${[...names][0]!}`)
  return wrong
}

function partsOf(article: HeldArticle, list: Split['list']) {
  const { title, standfirst, question, intro, outro } = article
  const is = (part: string, want: string | undefined, has: string) => (want === undefined ? [] : [{ part, has, right: has === want }])
  const holds = (part: string, want: string | undefined, has: string) =>
    want === undefined ? [] : [{ part, has: has.slice(0, 80).replaceAll('\n', ' '), right: has.includes(want) }]
  return [
    ...is('title', title, list.title),
    ...is('standfirst', standfirst, list.standfirst),
    ...is('question', question, list.question),
    ...holds('intro', intro, list.intro),
    ...holds('outro', outro, list.outro),
  ]
}

const shown = ({ heading, roles }: Got) =>
  `${heading} [${[...roles].map(([role, names]) => `${role}: ${names.map((one) => [...one][0]).join(' + ')}`).join('; ')}]`

const sureOf = ({ parts }: Split['result'], heading: string) => parts.find((one) => one.value === heading)?.confidence ?? 0

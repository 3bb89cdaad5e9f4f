import { findFreeAddress } from '@/features/articles/commands/create-article'
import { writerOf } from '@/features/articles/commands/load-article'
import { isReservedEntrySlug } from '@/features/articles/schema'
import { mayAddRecord, mayChangeRecord } from '@/features/records/policy'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { write, type Tx } from '@/platform/db'
import { keepTrying } from '@/platform/db/postgresql'
import { AppError, forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import { freeSlug, slugify } from '@/platform/text/slugify'
import type { ListFile } from '../format/list-file'
import { FormatError } from '../format/problems'
import type { FileRecord } from '../format/records-file'
import { readReference, referenceTo, type Reference } from '../format/reference'
import type { MakeListInput } from '../schema'
import { importList } from './import-list'
import { importRecords } from './import-records'

/** `wasThere`: it was made before, from the same reading, as the article was then. */
type MadeList = { id: string; slug: string; wasThere: boolean }

/**
 * Makes a draft of an article that was read and mended, with the records that it needs, all at once or not at all. The list is signed as one that is begun by hand.
 * Idempotent: of one reading there is one list, so whoever got no answer sends it again.
 */
export async function makeList(actor: Actor, input: MakeListInput): Promise<MadeList> {
  const account = writerOf(actor)
  if (input.records.length > 0 && !mayAddRecord(actor)) throw forbidden('Only writers keep the shared records')
  refuseCircles(input.records)
  const make = () =>
    write(async (tx): Promise<MadeList> => {
      const there = await tx.article.findUnique({ where: { id: input.id }, select: { id: true, slug: true, createdById: true } })
      if (there && there.createdById !== account.id) throw new AppError('conflict', 'Somebody else has made this list: go back to the text and read it again')
      if (there) return { id: there.id, slug: there.slug, wasThere: true }
      const slug = await findFreeAddress(tx, input.title)
      const records = await settleRecords(tx, actor, input.records)
      const { updated } = records.made.length > 0 ? await importRecords(tx, { records: records.made, file: 'the article', lineOf: () => 1 }) : { updated: [] }
      // Nobody was asked whether this writer may change it.
      if (updated.length > 0) throw new AppError('conflict', `There is a record ${updated.join(', ')} already: nothing was made. Read the article again`)
      const author = await tx.author.findUnique({ where: { accountId: account.id }, select: { slug: true } })
      const list = { ...listOf(input, (named) => records.now.get(named) ?? named), slug, authors: author ? [author.slug] : [] }
      const { articleId } = await importList(
        tx,
        { list, file: 'the article', lineOf: () => 1, byName: [], notes: [] },
        { accountId: account.id, newId: input.id },
      )
      return { id: articleId, slug, wasThere: false }
    })
  try {
    // On PostgreSQL the same may be made by two at a time: the second finds what the first made.
    return await keepTrying(make)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new AppError('conflict', error.problems.map(({ message }) => message).join('. '))
  }
}

/** Refuses new records that stand below themselves, of which none could be made first. */
function refuseCircles(records: MakeListInput['records']) {
  const of = new Map(records.map((one) => [one.record, one]))
  const refused = (message: string) => new AppError('invalid', message, { fields: { records: message } })
  if (of.size < records.length) throw refused('One of them is there twice')
  for (const one of records) {
    const line = new Set([one])
    for (let above = of.get(one.parent ?? ''); above; above = of.get(above.parent ?? '')) {
      if (above === one)
        throw refused(
          line.size === 1 ? `“${one.name}” stands below itself` : `${[...line].map(({ name }) => `“${name}”`).join(' and ')} stand below each other`,
        )
      if (line.has(above)) break
      line.add(above)
    }
  }
}

/**
 * The records that are to be made, and what each is called now: one of this name that somebody made meanwhile is taken, and an address that another has by now is not.
 * What a known record would show on its page is left to those who may change it.
 */
async function settleRecords(tx: Tx, actor: Actor, wanted: MakeListInput['records']) {
  const now = new Map<string, Reference>()
  const fresh: MakeListInput['records'] = []
  const taken = new Set<string>(wanted.map(({ record }) => record))
  for (const one of wanted) {
    const { kind, slug } = readReference(one.record as Reference)
    const there = await tx.record.findUnique({ where: { kind_slug: { kind, slug } }, select: { name: true } })
    const former = there ? null : await tx.redirect.findUnique({ where: { path: `/${one.record}` }, select: { path: true } })
    if (there && fold(there.name) === fold(one.name)) continue
    fresh.push(one)
    if (kind === one.kind && !there && !former) continue
    // A long one is cut to make room for its number.
    const stem = slug.slice(0, 70)
    const others = await tx.record.findMany({ where: { kind: one.kind, slug: { startsWith: stem } }, select: { slug: true } })
    const moved = await tx.redirect.findMany({ where: { path: { startsWith: `/${referenceTo(one.kind, stem)}` } }, select: { path: true } })
    const used = new Set<string>([...others.map((other) => referenceTo(one.kind, other.slug)), ...moved.map(({ path }) => path.slice(1)), ...taken])
    const free = freeSlug(slug, (candidate) => used.has(referenceTo(one.kind, candidate)))
    now.set(one.record, referenceTo(one.kind, free))
    taken.add(referenceTo(one.kind, free))
  }
  const mayChange = mayChangeRecord(actor, { authorsChange: (await getSiteSettings(tx))['authors-change-records'] })
  const isFresh = new Set(fresh.map(({ record }) => record))
  const named = (reference: string) => now.get(reference) ?? (reference as Reference)
  const made = fresh.map(({ record, kind, name, parent, url, also = [] }): FileRecord => ({
    kind,
    slug: readReference(named(record)).slug,
    name,
    names: also.map((one) => ({ ...one, alias: false })),
    description: '',
    parent: parent && (mayChange || isFresh.has(parent)) ? named(parent) : null,
    latitude: null,
    longitude: null,
    date: null,
    url,
    formerly: [],
  }))
  return { made, now }
}

type Content = Pick<ListFile, 'entries' | 'sections'>

/** The list as a file has it; entries before the first section stand outside. */
function listOf(input: MakeListInput, named: (reference: string) => string): Omit<ListFile, 'slug' | 'authors'> {
  const { title, standfirst, question, order, intro, outro } = input
  const content: Content = { entries: [], sections: [] }
  const slugs = new Set<string>()
  let into = content.entries
  for (const part of input.parts) {
    if (part.kind === 'section') {
      const { heading, body } = part
      const section = { heading, body, place: part.place ? (named(part.place) as Reference) : null, entries: [] as ListFile['entries'] }
      const outer = part.isInner ? content.sections.at(-1) : undefined
      if (outer) outer.sections.push(section)
      else content.sections.push({ ...section, sections: [] })
      into = section.entries
      continue
    }
    const { heading, subheading, body } = part
    const base = slugify(heading) || 'entry'
    const slug = freeSlug(isReservedEntrySlug(base) ? `the-${base}` : base, (one) => slugs.has(one))
    slugs.add(slug)
    const credits = part.credits.map(({ role, record }) => ({ role, subject: named(record) as Reference }))
    const once = credits.filter((one, index) => credits.findIndex(({ role, subject }) => role === one.role && subject === one.subject) === index)
    into.push({ slug, formerly: [], heading, subheading, body, credits: once, video: part.video ? (named(part.video) as Reference) : null })
  }
  return {
    formerly: [],
    title,
    standfirst,
    question,
    order,
    intro,
    outro,
    description: '',
    language: '',
    template: null,
    waived: [],
    series: null,
    cover: null,
    state: 'draft',
    published: null,
    removed: [],
    ...content,
  }
}

import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { pairEntries, placedEntries, publicationProblems, referencesOf, unknownRecords } from '../format/document'
import type { ListRest, ParsedList, ReadList } from '../format/parse-list'
import { FormatError, gatherProblems, type Problem } from '../format/problems'
import { picturesIn } from '../format/notes-on-prose'
import { listPictureIds } from '@/features/media/queries/shown-pictures'
import { reference } from '../format/reference'
import { listLikelyReferences, listRecordIds } from '../queries/references'
import { pathOf } from '@/features/articles/addresses'
import { refusedTime } from '@/features/articles/commands/schedule-article'
import { entriesOf } from '@/features/articles/schema'
import { findArticle, listAddresses, type Found } from './find-article'
import type { ImportOptions } from './import-options'
import { findPlacement } from './import-placement'
import { settleAddress, sortAddresses, takenAddress } from './keep-former-addresses'

/** A list file as far as it could be read. */
type Readable = Pick<ReadList, 'rest' | 'file' | 'lineOf' | 'byName'> & { hasProblem?: ReadList['hasProblem'] }
/** The list that it means, and the entries of that by the addresses which they have or had. */
type Here = { found: Found | null; addresses: Map<string, string> }

/** Steps that look for what of a list file cannot be kept here; each throws a `FormatError` with all that it finds, and writes nothing. */
export function stepsThatLook(tx: Tx, file: Readable, here: Here, options: ImportOptions): (() => void | Promise<void>)[] {
  return [
    () => (options.force ? undefined : refuseOtherList(file, here)),
    () => refuseNames(tx, file),
    () => refuseTakenAddresses(tx, file, here.found),
    () => (goesLive(file, here, options) ? refuseTakenEntries(file, here) : undefined),
    () => (goesLive(file, here, options) ? refuseMissingPictures(tx, file) : undefined),
  ]
}

/** The pictures that files name and that are not here, by file and line. */
export async function missingPictures(tx: Pick<Tx, 'media'>, named: readonly { file: string; line: number; id: string }[]): Promise<Problem[]> {
  const known = await listPictureIds([...new Set(named.map(({ id }) => id))], tx)
  return named.filter(({ id }) => !known.has(id)).map(({ file, line, id }) => ({ file, line, message: `There is no picture ${id} on this site: send it in under Pictures and name it by its address there, or take it out` })) // prettier-ignore
}

async function refuseMissingPictures(tx: Tx, { rest, file, lineOf }: Readable): Promise<void> {
  // One that has left the list is no part of what is published, and may have lost its pictures since.
  const named = picturesIn(rest, lineOf).filter(({ isRemoved }) => !isRemoved)
  const problems = await missingPictures(tx, named.map((one) => ({ file, ...one }))) // prettier-ignore
  if (problems.length > 0) throw new FormatError(problems)
}

/** What can be found out about a list file that has faults: what it names and nobody knows, and what would stand in the way of keeping and publishing it. */
export async function findMoreProblems(tx: Tx, read: ReadList, options: ImportOptions): Promise<Problem[]> {
  const { rest, file, lineOf } = read
  const shape = reference()
  const named = referencesOf(rest).filter((one) => shape.safeParse(one.reference).success)
  const records = await listRecordIds(tx, named.map((one) => one.reference)) // prettier-ignore
  const problems = unknownRecords({ file, lineOf }, named, records.has.bind(records))
  const there = await findArticle(tx, addressesOf(rest))
  const found = there?.trashedAt ? null : there
  const here = { found, addresses: found ? await listAddresses(tx, found.id) : new Map<string, string>() }
  // The reader of the text may have said the same already, in its own words.
  if (options.publish) problems.push(...refusedByPublishing(read, found))
  problems.push(...pairEntries({ list: rest, file, lineOf }, idsBySlug(here)).problems)
  const placement = { series: rest.series ?? null, authors: rest.authors ?? [], cover: rest.cover ?? null }
  await gatherProblems<unknown>([() => findPlacement(tx, { list: placement, file, lineOf }), ...stepsThatLook(tx, read, here, options)]).catch(
    (error: unknown) => {
      if (!(error instanceof FormatError)) throw error
      problems.push(...error.problems)
    },
  )
  const told = new Set(read.problems.map(({ message }) => message))
  return problems.filter(({ message }) => !told.has(message))
}

const addressesOf = ({ slug = '', formerly = [] }: ListRest) => ({ slug, formerly: formerly.filter((one) => one !== '') })

/** How entries keep their identity: by the addresses that they have in the draft, or had. */
export const idsBySlug = ({ found, addresses }: Here) => {
  const drafted = new Map(found ? entriesOf(found.draft.document).map(({ entry }) => [entry.slug, entry.id]) : [])
  return { entryId: (slug: string) => drafted.get(slug), formerEntryId: (slug: string) => addresses.get(slug) }
}

/** What stands in the way of publishing a list file at its time, as far as its words alone tell. */
export function refusedByPublishing({ rest, file, lineOf, hasProblem = () => false }: Omit<Readable, 'byName'>, found: Here['found']): Problem[] {
  if (rest.state === 'draft') return []
  const problems = publicationProblems(rest).map(({ path, message }) => ({ file, line: lineOf(path), message, field: String(path.findLast((step) => typeof step === 'string')) })) // prettier-ignore
  const at = dateToCome(rest, found?.firstPublishedAt ?? null)
  const refused = at && refusedTime(at)
  const ofTime = refused ? [{ file, line: lineOf(['published']), message: `published: ${refused}` }] : []
  return [...ofTime, ...problems.filter(({ line, field }) => !hasProblem(line, field)).map(({ field: _, ...problem }) => problem)]
}

/** When a file says that the list is to appear later: only a first publication has a date of its own. */
export const dateToCome = ({ published }: Pick<ListRest, 'published'>, firstPublishedAt: Date | null): Date | null => {
  const at = published && !firstPublishedAt ? new Date(published) : null
  return at && at > currentTime() ? at : null
}

/** Whether readers are to see the list after this import. */
const goesLive = ({ rest }: Readable, { found }: Here, { publish = false, force = false }: ImportOptions): boolean =>
  publish && rest.state !== 'draft' && (found?.state !== 'unpublished' || force) && !dateToCome(rest, found?.firstPublishedAt ?? null)

/**
 * A file means the list at its address when that has at least half of its entries from the file, by addresses that they have or had. Otherwise it is
 * another list that happens to have the address: importing it would take the votes and comments of the first out of sight.
 */
function refuseOtherList({ rest, file, lineOf, hasProblem = () => false }: Readable, here: Here): void {
  const { found, addresses } = here
  if (!found) return
  const { slug, formerly } = addressesOf(rest)
  const there = entriesOf(found.published ?? found.draft.document).map(({ entry }) => entry.id)
  const { entryId } = idsBySlug(here)
  const placed = placedEntries(rest)
  const meant = new Set(placed.flatMap(({ entry }) => [entry.slug, ...entry.formerly].map((slug) => entryId(slug) ?? addresses.get(slug))))
  // An entry whose address cannot be read may be any.
  const unread = placed.filter(({ path }) => hasProblem(lineOf(path), 'slug')).length
  const shared = there.filter((id) => meant.has(id)).length
  if (there.length === 0 || (shared + unread) * 2 >= there.length) return
  const title = (found.published ?? found.draft.document).title
  const address = found.bySlug ? slug : (formerly.find((one) => one === found.slug) ?? formerly[0]!)
  const message = `The address “${address}” ${found.slug === address ? 'is' : 'was'} that of “${title}”, and of its ${there.length} entries the file has ${shared || 'none'}. If it is another list, ${found.bySlug ? 'give it another slug' : 'take that address out'}; if it is to take this one’s place, import with --force`
  throw new FormatError([{ file, line: lineOf([found.bySlug ? 'slug' : 'formerly']), message }])
}

/** A credit by name is refused, with the record that it may mean. */
async function refuseNames(tx: Tx, { byName, file }: Pick<ParsedList, 'byName' | 'file'>): Promise<void> {
  if (byName.length === 0) return
  const likely = await listLikelyReferences(tx, byName.map(({ name }) => name)) // prettier-ignore
  throw new FormatError(
    byName.map(({ line, name }) => {
      const meant = likely.get(name)
      const cure = meant ? `did you mean ${meant}?` : 'a record such as groups/bigbang, in records.yaml'
      return { file, line, message: `Expected a reference, not the name “${name}”: ${cure} A bullet of the prose needs a backslash before it` }
    }),
  )
}

/** The paths that are to lead to a list: what it was called elsewhere, and here, once readers knew it by that. */
export const formerPaths = (found: Found | null, former: readonly string[]): string[] =>
  former.filter((one) => one !== found?.slug || found.firstPublishedAt).map((one) => pathOf('article', one))

async function refuseTakenAddresses(tx: Tx, { rest, file, lineOf }: Readable, found: Found | null): Promise<void> {
  const { slug, formerly } = addressesOf(rest)
  if (slug === '') return
  const { taken } = await sortAddresses(tx, { articleId: found?.id ?? '' }, formerPaths(found, settleAddress(found, { slug, formerly }).former))
  const places = new Map((rest.formerly ?? []).map((one, index) => [pathOf('article', one), index]))
  const lineOfPath = (path: string) => lineOf(places.has(path) ? ['formerly', places.get(path)!] : ['formerly'])
  if (taken.length > 0) throw new FormatError(taken.map((path) => ({ file, line: lineOfPath(path), message: takenAddress(path) })))
}

function refuseTakenEntries({ rest, file, lineOf }: Readable, here: Here): void {
  const { ids } = pairEntries({ list: rest, file, lineOf }, idsBySlug(here))
  const problems = takenEntries({ list: rest, file, lineOf }, { ids, owners: here.addresses })
  if (problems.length > 0) throw new FormatError(problems)
}

type Owners = {
  /** Of the entries in the file, by their slugs. */ ids: Map<string, string>
  /** By the addresses that they have or had. */ owners: Map<string, string>
}

/** A fault for each former address of an entry that is another's. */
export const takenEntries = (
  { list, file, lineOf }: Pick<ParsedList, 'file' | 'lineOf'> & { list: Pick<ListRest, 'entries' | 'sections'> },
  { ids, owners }: Owners,
): Problem[] =>
  placedEntries(list).flatMap(({ entry, path }) => {
    const id = ids.get(entry.slug)
    return entry.formerly
      .filter((slug) => (owners.get(slug) ?? id) !== id)
      .map((slug) => ({ file, line: lineOf(path), message: `{#${slug}} is or was the address of another entry of this list` }))
  })

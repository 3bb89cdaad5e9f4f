import { pictureIdsIn } from '@/features/media/document/text-pictures'
import { listPictureIds } from '@/features/media/queries/shown-pictures'
import type { Db } from '@/platform/db'
import { imagesOf } from '../images'
import { proseOf, textsOf } from '../document/texts'
import type { Problem } from '../publishable'
import { recordIdsOf } from '../reading/records'
import { entriesOf, type ListDocument } from '../schema'

/** Why a document cannot be published that only the site knows: addresses of other entries, and records and pictures that are gone. The rest is told in the browser too. */
export async function problemsOnSite(db: Db, articleId: string, document: ListDocument): Promise<Problem[]> {
  return [...(await reservedAddresses(db, articleId, document)), ...(await missingRecords(db, document)), ...(await missingPictures(db, document))]
}

async function missingPictures(db: Db, document: ListDocument): Promise<Problem[]> {
  const named = pictureIdsIn(proseOf(document))
  const known = await listPictureIds(named, db)
  return textsOf(document).flatMap(({ path, text, isLine }) => {
    if (isLine) return []
    const missing = imagesOf(text).filter(({ id }) => id !== null && !known.has(id))
    if (missing.length === 0) return []
    const said = missing[0]!.alt.trim()
    const which = said ? `The picture “${said.length > 60 ? `${said.slice(0, 60)}…` : said}”` : 'A picture in this text'
    return [{ path, message: `${which} is not among the pictures of this site: choose another, or take it out` }]
  })
}

/** Entries whose address belongs, or belonged, to another entry: votes, links and comments point there. */
export async function reservedAddresses(db: Db, articleId: string, document: ListDocument): Promise<Problem[]> {
  const placed = entriesOf(document)
  const slugs = await db.entrySlug.findMany({ where: { articleId }, select: { slug: true, entryId: true } })
  const owners = new Map(slugs.map(({ slug, entryId }) => [slug, entryId]))
  const homes = new Map<string, string>()
  for (let start = 0; start < placed.length; start += 500) {
    const ids = placed.slice(start, start + 500).map(({ entry }) => entry.id)
    const rows = await db.entry.findMany({ where: { id: { in: ids } }, select: { id: true, articleId: true } })
    for (const { id, articleId: home } of rows) homes.set(id, home)
  }
  return placed.flatMap(({ entry, path }) => {
    const problems: Problem[] = []
    const owner = owners.get(entry.slug)
    if (owner && owner !== entry.id)
      problems.push({
        path: [...path, 'slug'],
        message: `“${entry.slug}” is or was the address of another entry of this list and still leads there: choose another`,
      })
    if ((homes.get(entry.id) ?? articleId) !== articleId)
      problems.push({ path, message: `“${entry.heading}” belongs to another list: add it here as a new entry` })
    return problems
  })
}

async function missingRecords(db: Db, document: ListDocument): Promise<Problem[]> {
  const ids = [...recordIdsOf(document)]
  const known = new Map<string, string>()
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db.record.findMany({ where: { id: { in: ids.slice(start, start + 500) } }, select: { id: true, kind: true } })
    for (const { id, kind } of rows) known.set(id, kind)
  }
  const problems: Problem[] = []
  for (const { entry, path } of entriesOf(document)) {
    entry.credits.forEach(({ subject }, index) => {
      if (!known.has(subject))
        problems.push({ path: [...path, 'credits', index], message: `A record that “${entry.heading}” credits no longer exists: remove the credit` })
    })
    if (entry.video && known.get(entry.video) !== 'video')
      problems.push({ path: [...path, 'video'], message: `The video of “${entry.heading}” is not a video record` })
  }
  document.sections.forEach((section, s) =>
    [section, ...section.sections].forEach((part, index) => {
      if (part.place && known.get(part.place) !== 'place')
        problems.push({
          path: ['sections', s, ...(index ? ['sections', index - 1] : []), 'place'],
          message: `The place of “${part.heading}” is not a place record`,
        })
    }),
  )
  return problems
}

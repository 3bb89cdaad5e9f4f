import { read, type Db } from '@/platform/db'
import { readCoverFile, readPosterFile, readShareFile } from '../picture-files'
import type { ShareKind } from '../share-image/card'
import { sitePages } from './share-images'

type Find = (id: string, db: Db) => Promise<unknown>
const select = { id: true } as const
const published = { state: 'published' } as const

const find: Record<ShareKind, Find> = {
  article: (id, db) => db.article.findFirst({ where: { id, ...published }, select }),
  entry: (id, db) => db.entry.findFirst({ where: { id, article: published }, select }),
  series: (id, db) => db.series.findUnique({ where: { id }, select }),
  subject: (id, db) => db.record.findUnique({ where: { id }, select }),
  author: (id, db) => db.author.findUnique({ where: { id }, select }),
  site: async (id) => (Object.hasOwn(sitePages, id) ? id : null),
}
const ofTheSite = ['world-1.svg', 'world-2.svg', 'lights-1.svg']

/** Whether there is, or was, a cover at `/covers/<file>`: by the id of what it shows alone, one small look-up. */
export async function isCoverThere(file: string, db: Db = read): Promise<boolean> {
  if (ofTheSite.includes(file)) return true
  const named = readCoverFile(file)
  return named !== null && (await find[named.of === 'place' ? 'subject' : 'article'](named.id, db)) !== null
}

/** The same of a share image. */
export async function isShareImageThere(file: string, db: Db = read): Promise<boolean> {
  const named = readShareFile(file)
  return named !== null && (await find[named.kind](named.id, db)) !== null
}

/** The same of a poster: it can be drawn of any id, of which a draft may have some that are in no table. */
export const isPosterThere = async (file: string): Promise<boolean> => readPosterFile(file) !== null

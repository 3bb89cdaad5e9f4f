import { articleTag, authorTag, seriesTag } from '@/features/articles/tags'
import { listShownPictures } from '@/features/media/queries/shown-pictures'
import { recordTag } from '@/features/records/tags'
import { kindWords } from '@/features/records/view'
import { getSiteName } from '@/features/settings/queries/site'
import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { isMap } from '@/features/articles/cover'
import { findCoverData } from '@/features/articles/queries/covers'
import { readDocument } from '@/features/articles/document/read-document'
import { entriesOf } from '@/features/articles/schema'
import { readShareFile } from '../picture-files'
import { shareAddress, shareSize, type Card, type ShareKind } from '../share-image/card'

/** An image for Open Graph: an address on this site, its size and what it says in words. */
export type ShareImage = { src: string; width: number; height: number; alt: string; type: 'image/png' | 'image/jpeg' }

/** One line of inline Markdown without its marks. */
const plain = (markdown: string) => markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\\(.)|[*_`~]+/g, '$1')

const published = { state: 'published' } as const
type Drawn = Omit<Card, 'site'>
const blank = (kind: ShareKind, id: string) => ({ kind, id, kicker: '', sub: '', numeral: null, entries: 6, pins: [] }) satisfies Omit<Drawn, 'title'>

/** A card bears the name of the site: with another name it is another picture. */
export const signed = async (card: Drawn, db: Db): Promise<Card> => {
  const site = await getSiteName(db)
  return { ...card, site, title: card.title || site }
}

/** Pages that are of no one thing, by the ids that their pictures have for ever. An empty title is the name of the site. */
export const sitePages = {
  frontpage: { title: '', sub: 'Lists that readers answer' },
  alllists: { title: 'All lists', sub: '' },
  allseries: { title: 'Series', sub: 'Lists that belong together' },
  allpeople: { title: 'People', sub: 'Everyone who appears in our lists' },
  allgroups: { title: 'Groups', sub: 'Every group in our lists' },
  allsongs: { title: 'Songs', sub: 'Every song in our lists' },
  allplaces: { title: 'Places', sub: 'Where the videos of our lists were filmed' },
  allwriters: { title: 'Writers', sub: 'Who writes the lists' },
} as const
export type SitePage = keyof typeof sitePages

const siteCard = (id: SitePage): Drawn => ({ ...blank('site', id), ...sitePages[id] })

type OfArticle = Pick<Card, 'title' | 'entries' | 'pins'> & { standfirst: string; series: { title: string } | null; seriesPosition: number | null }

/** The card of a list, published or drafted. */
export function articleCard(id: string, { title, standfirst, series, seriesPosition, entries, pins }: OfArticle): Drawn {
  const kicker = series ? series.title + (seriesPosition ? `, no. ${seriesPosition}` : '') : ''
  return { ...blank('article', id), kicker, title, sub: standfirst, numeral: entries || null, entries, pins }
}

/** `pictureId`: what stands in its place, where that is read with it. */
const cards: { [K in ShareKind]: (id: string, db: Db) => Promise<(Drawn & { pictureId?: string | null }) | null> } = {
  async article(id, db) {
    const article = await db.article.findFirst({
      where: { id, ...published },
      select: { title: true, standfirst: true, seriesPosition: true, series: { select: { id: true, title: true } } },
    })
    const cover = await findCoverData(id, db)
    if (!article || !cover) return null
    if (article.series) note(seriesTag(article.series.id))
    return articleCard(id, { ...article, entries: cover.entries, pins: isMap(cover) ? cover.pins : [] })
  },

  async entry(id, db) {
    const entry = await db.entry.findFirst({
      where: { id, article: published },
      select: {
        heading: true,
        number: true,
        listed: true,
        articleId: true,
        article: { select: { title: true, currentEdition: { select: { document: true } } } },
      },
    })
    if (!entry) return null
    note(articleTag(entry.articleId))
    const edition = entry.article.currentEdition
    const written = edition && entriesOf(readDocument(edition.document)).find((one) => one.entry.id === id)?.entry
    const kicker = entry.listed ? `No. ${entry.number} of ${entry.article.title}` : entry.article.title
    return {
      ...blank('entry', id),
      kicker,
      title: entry.heading || entry.article.title,
      sub: plain(written?.subheading ?? ''),
      numeral: entry.listed ? entry.number : null,
    }
  },

  async series(id, db) {
    const series = await db.series.findUnique({ where: { id }, select: { title: true, articleCount: true } })
    note(seriesTag(id))
    return series && { ...blank('series', id), kicker: 'A series of lists', title: series.title, numeral: series.articleCount || null }
  },

  async subject(id, db) {
    const record = await db.record.findUnique({
      where: { id },
      select: {
        kind: true,
        name: true,
        pictureId: true,
        latitude: true,
        longitude: true,
        parent: { select: { name: true } },
        names: { where: { lang: 'ko', alias: false }, orderBy: { position: 'asc' }, take: 1, select: { name: true } },
      },
    })
    if (!record) return null
    note(recordTag(id))
    const pins =
      record.kind === 'place' && record.latitude !== null && record.longitude !== null
        ? [{ latitude: record.latitude, longitude: record.longitude, count: 1 }]
        : []
    return {
      ...blank('subject', id),
      pictureId: record.pictureId,
      kicker: kindWords[record.kind],
      title: record.name,
      sub: [record.names[0]?.name, record.parent?.name].filter(Boolean).join(', '),
      pins,
    }
  },

  async author(id, db) {
    const author = await db.author.findUnique({ where: { id }, select: { name: true } })
    note(authorTag(id))
    return author && { ...blank('author', id), kicker: 'Writer', title: author.name }
  },

  site: (id) => Promise.resolve(Object.hasOwn(sitePages, id) ? siteCard(id as SitePage) : null),
}

const imageOf = (card: Card): ShareImage => ({
  src: shareAddress(card),
  ...shareSize,
  alt: card.kicker ? `${card.kicker}: ${card.title}` : card.title,
  type: 'image/png',
})

/** The share image of the front page, or of an index. */
export const siteShareImage = async (page: SitePage, db: Db = read): Promise<ShareImage> => imageOf(await signed(siteCard(page), db))

/** The share image of a published thing; null when there is nothing to show. */
export async function findShareImage(kind: ShareKind, id: string, db: Db = read): Promise<ShareImage | null> {
  const [found, coverId] = await Promise.all([cards[kind](id, db), kind === 'article' ? findCoverId(id, db) : null])
  if (!found) return null
  const { pictureId = coverId, ...card } = found
  const picture = pictureId && (await listShownPictures([pictureId], db)).get(pictureId)
  if (!picture) return imageOf(await signed(card, db))
  // Other sites know JPEG, whatever they know besides.
  const { src, width, height, alt } = picture
  return { src, width, height, alt: alt || card.title, type: 'image/jpeg' }
}

/** The picture that was chosen as the cover of a published list. */
const findCoverId = async (id: string, db: Db) => (await db.article.findFirst({ where: { id, ...published }, select: { coverId: true } }))?.coverId ?? null

/** The card for an address `/share/<file>`, or where its picture is now when what it shows has changed since that address was made. */
export async function findShareCard(file: string, db: Db = read): Promise<{ card: Card } | { moved: string } | null> {
  const named = readShareFile(file)
  const drawn = named && (await cards[named.kind](named.id, db))
  if (!drawn) return null
  const { pictureId: _, ...unsigned } = drawn
  const card = await signed(unsigned, db)
  const address = shareAddress(card)
  return address === `/share/${file}` ? { card } : { moved: address }
}

import { currentRender } from '@/platform/bridge'
import { note } from '@/platform/cache'
import { databaseAwaySince, isDatabaseAway } from '@/platform/database-away'
import { read, type Db } from '@/platform/db'
import { siteNameOf } from '@/platform/site-name'
import { siteDefaults, siteFields, siteShapes, type SiteField, type SiteValues } from '../schema'
import { commentingTag, leadTag, nameTag, siteTag, votingTag } from '../tags'

export const settingOf = (field: SiteField) => `site.${field}`

/** What is stored of the site, with what holds where nothing is, or what cannot be read. */
export async function loadSite(db: Db): Promise<SiteValues> {
  const rows = await db.setting.findMany({ where: { name: { in: siteFields.map(settingOf) } } })
  const stored = new Map(rows.map(({ name, value }) => [name, value]))
  return Object.fromEntries(
    siteFields.map((field) => {
      const parsed = siteShapes[field].safeParse(stored.get(settingOf(field)))
      return [field, parsed.success ? parsed.data : siteDefaults[field]]
    }),
  ) as SiteValues
}

let lastKnown = siteDefaults
const ofRender = new WeakMap<object, Promise<SiteValues>>()

/** Asked once for a page, however many parts of it want to know; anew for each page, so what was saved a moment ago counts, by whichever process. */
function siteOf(db: Db): Promise<SiteValues> {
  const render = currentRender()
  const known = render && ofRender.get(render)
  if (known) return known
  const asked = ask(db, render?.path)
  if (!render) return asked
  // Before whoever asked goes on: what is drawn then has its days in this zone.
  const told = asked.then((site) => {
    if (site.timeZone) render.zone = site.timeZone
    return site
  })
  ofRender.set(render, told)
  return told
}

/** What says that something went wrong is shown while the database is away, too. No other page is made then. */
async function ask(db: Db, path: string | undefined): Promise<SiteValues> {
  const isForTrouble = path === undefined || path === '/refused'
  if (isForTrouble && databaseAwaySince() !== null) return lastKnown
  try {
    return (lastKnown = await loadSite(db))
  } catch (error) {
    if (isForTrouble && isDatabaseAway(error)) return lastKnown
    throw error
  }
}

export type Site = Pick<SiteValues, 'name' | 'description' | 'tagline' | 'links'>

/** What the site is called and what stands around its pages. */
export async function getSite(db: Db = read): Promise<Site> {
  note(siteTag)
  const { name, description, tagline, links } = await siteOf(db)
  return { name: siteNameOf(name), description, tagline, links }
}

/** What the site is called, for what shows nothing else of it. */
export async function getSiteName(db: Db = read): Promise<string> {
  note(nameTag)
  return siteNameOf((await siteOf(db)).name)
}

/** The list that is to lead on the home page; null: the newest. */
export async function getLeadId(db: Db = read): Promise<string | null> {
  note(leadTag)
  return (await siteOf(db)).leadId
}

export type Commenting = Pick<SiteValues, 'commenters' | 'commentDays' | 'guestLinks' | 'slowSeconds'>

/** Who may comment, until when, and what of guests waits. */
export async function getCommenting(db: Db = read): Promise<Commenting> {
  note(commentingTag)
  const { commenters, commentDays, guestLinks, slowSeconds } = await siteOf(db)
  return { commenters, commentDays, guestLinks, slowSeconds }
}

/** Who may vote, and until when. */
export async function getVoting(db: Db = read): Promise<Pick<SiteValues, 'voters' | 'voteDays'>> {
  note(votingTag)
  const { voters, voteDays } = await siteOf(db)
  return { voters, voteDays }
}

/** The zone that the studio shows and takes times in; '': each writer's own. */
export async function getTimeZone(db: Db = read): Promise<string> {
  note(siteTag)
  return (await siteOf(db)).timeZone
}

import { read, type Db } from '@/platform/db'
import { siteFieldWords, switches, type SiteField, type SiteForm, type SiteValues } from '../schema'
import { loadSite } from './site'

export type LeadChoice = { address: string; title: string }

/** Of so many published lists, the newest, one is chosen; the address of any other is typed. */
const choices = 30

const addressOf = (slug: string) => `/articles/${slug}`

/** What is stored, as the form has it. */
export async function siteFormOf(values: SiteValues, db: Db): Promise<SiteForm & { isLeading: boolean }> {
  const lead = values.leadId ? await db.article.findUnique({ where: { id: values.leadId }, select: { slug: true, state: true } }) : null
  return { ...values, leadId: lead ? addressOf(lead.slug) : '', isLeading: lead?.state === 'published' }
}

/** What the forms of the site begin with, and the lists that can lead. */
export async function getSiteForm(db: Db = read): Promise<{ values: SiteForm; isLeading: boolean; leads: LeadChoice[] }> {
  const { isLeading, ...values } = await siteFormOf(await loadSite(db), db)
  const leads = await db.article.findMany({
    where: { state: 'published' },
    select: { slug: true, title: true },
    orderBy: [{ firstPublishedAt: 'desc' }, { id: 'desc' }],
    take: choices,
  })
  return { values, isLeading, leads: leads.map(({ slug, title }) => ({ address: addressOf(slug), title })) }
}

/** Something that somebody changed about the site: `by` is null when they have left. */
export type SettingChange = { id: string; what: string; to: string; by: string | null; at: Date }

const switchWords = { 'authors-publish-alone': 'Authors may publish alone', 'authors-change-records': 'Authors may change records' } as const

function whatOf(target: string): string {
  if (target === 'redirects') return 'Redirects'
  if (target === 'comments.rules') return 'Rules for comments'
  if (target in switches) return switchWords[target as keyof typeof switchWords]
  return siteFieldWords[target.replace(/^site\./, '') as SiteField] ?? target
}

/** The latest changes of settings, by whom, the newest first. */
export async function listSettingChanges(db: Db = read): Promise<SettingChange[]> {
  const rows = await db.decision.findMany({
    where: { targetKind: 'setting' },
    orderBy: { id: 'desc' },
    take: 10,
    select: { id: true, targetId: true, note: true, createdAt: true, account: { select: { name: true } } },
  })
  return rows.map(({ id, targetId, note, createdAt, account }) => ({ id, what: whatOf(targetId), to: note, by: account?.name ?? null, at: createdAt }))
}

import { isDeepStrictEqual } from 'node:util'
import { forgetStaffNames } from '@/features/accounts/queries/staff-names'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { config } from '@/platform/config'
import { write, type Tx } from '@/platform/db'
import { forbidden, invalid, unauthorized } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mergeFields, othersIn } from '@/platform/merge-fields'
import { mayChangeSettings } from '../policy'
import { loadSite, settingOf } from '../queries/site'
import { siteFormOf } from '../queries/site-form'
import { commenterWords } from '../limits'
import type { SiteField, SiteForm, SiteInput, SiteValues } from '../schema'
import { commentingTag, leadTag, nameTag, siteTag, votingTag } from '../tags'

const tagsOf: Record<SiteField, string[]> = {
  name: [siteTag, nameTag],
  description: [siteTag],
  tagline: [siteTag],
  links: [siteTag],
  timeZone: [siteTag],
  leadId: [leadTag],
  commenters: [commentingTag],
  commentDays: [commentingTag],
  guestLinks: [commentingTag],
  slowSeconds: [commentingTag],
  voters: [votingTag],
  voteDays: [votingTag],
}

/**
 * Changes fields of the site: those of the form alone that was saved. Another admin's changes of other fields stay, and one of the same field is shown to be chosen
 * from; each change is a decision with who made it. Returns what is stored now, and what of it others had changed. Throws unauthorized, forbidden, invalid, conflict.
 */
export async function saveSite(actor: Actor, { values, base }: SiteInput): Promise<{ stored: SiteForm; others: Partial<SiteForm> | null }> {
  if (!actor.account) throw unauthorized()
  const { id: accountId } = actor.account
  if (!mayChangeSettings(actor)) throw forbidden('Only admins and owners change the settings of the site')
  const saved = await write(
    async (tx) => {
      const before = await loadSite(tx)
      const { isLeading: _, ...shown } = await siteFormOf(before, tx)
      const mine = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<SiteForm>
      const of = Object.fromEntries(Object.keys(mine).map((key) => [key, shown[key as SiteField]])) as Partial<SiteForm>
      const merged = mergeFields(base, mine, of, (field, value) => inWords(field as SiteField, value) || (nothingIs[field as SiteField] ?? ''))
      const after: Partial<SiteValues> = {
        ...merged,
        ...(merged.leadId === undefined ? {} : { leadId: await leadIdAt(tx, merged.leadId, before.leadId) }),
      } as Partial<SiteValues>
      await store(tx, before, after, accountId)
      // As it is spelled now, not as it was typed: the form compares it with what is stored when it is saved again.
      const { isLeading: _is, ...stored } = await siteFormOf(await loadSite(tx), tx)
      return { stored, others: othersIn(mine, merged) }
    },
    { lock: 'setting:site' },
  )
  if (values.name !== undefined) forgetStaffNames()
  return saved
}

async function store(tx: Tx, before: SiteValues, after: Partial<SiteValues>, accountId: string): Promise<void> {
  const changed = (Object.keys(after) as SiteField[]).filter((field) => !isDeepStrictEqual(before[field], after[field]))
  if (changed.length === 0) return
  for (const field of changed) {
    const [name, value] = [settingOf(field), after[field] ?? Prisma.JsonNull]
    await tx.setting.upsert({ where: { name }, create: { name, value }, update: { value } })
  }
  const lead = after.leadId ? `/articles/${(await tx.article.findUniqueOrThrow({ where: { id: after.leadId }, select: { slug: true } })).slug}` : null
  const decisions = changed.map((field) => ({
    targetId: settingOf(field),
    action: 'change' as const,
    maker: 'moderator' as const,
    accountId,
    note: field === 'leadId' ? (lead ?? '') : inWords(field, after[field]),
  }))
  await writeDecisions(tx, 'setting', decisions)
  await announce(tx, 'setting.changed', { name: 'site' }, { tags: [...new Set(changed.flatMap((field) => tagsOf[field]))] })
}

const maxNote = 300

/** The new value as people say it, for the log; nothing where the site is again as it was at first. */
function inWords(field: SiteField, value: unknown): string {
  if (field === 'commenters' || field === 'voters') return commenterWords[value as SiteValues['commenters']]
  if (field === 'commentDays' || field === 'voteDays') return value === null ? '' : `After ${Number(value)} days`
  // Of these an empty one is shown as empty; the name is that of SITE_NAME again.
  if (value === '') return field === 'name' || field === 'timeZone' ? '' : 'empty'
  const words = Array.isArray(value) ? (value as { label: string; href: string }[]).map(({ label, href }) => `${label}: ${href}`).join(', ') : String(value)
  return words.length > maxNote ? `${words.slice(0, maxNote)}…` : words
}

/** What is chosen where a field holds nothing, for whoever chose something else meanwhile. */
const nothingIs: Partial<Record<SiteField, string>> = {
  links: 'no links',
  timeZone: 'none',
  commentDays: 'Never',
  voteDays: 'Never',
  leadId: 'the newest list',
}

const noSuchLead = (message: string) => invalid(message, { leadId: message })

/** The published list at an address that somebody typed: a path, or the whole address of its page. Throws invalid. */
async function leadIdAt(tx: Tx, typed: string, before: string | null): Promise<string | null> {
  if (typed === '') return null
  const path = typed.startsWith(config.siteUrl) ? typed.slice(config.siteUrl.length) : typed
  const slug = /^(?:\/?articles\/)?([a-z0-9-]+)\/?$/.exec(path)?.[1]
  if (!slug) throw noSuchLead('Give the address of a list, like /articles/the-list')
  const select = { id: true, state: true } as const
  const found =
    (await tx.article.findUnique({ where: { slug }, select })) ??
    (await tx.redirect.findUnique({ where: { path: `/articles/${slug}` }, select: { article: { select } } }))?.article
  // One that was chosen and is taken from its readers now may stay: it leads again when they have it back.
  if (!found || (found.state !== 'published' && found.id !== before)) throw noSuchLead('No published list has this address')
  return found.id
}

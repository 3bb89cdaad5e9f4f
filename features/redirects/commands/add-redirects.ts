import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { isThere } from '@/features/articles/queries/is-there'
import { findPublishedArticles } from '@/features/articles/queries/published-article'
import { kindFolders, recordKinds } from '@/features/records/schema'
import { config } from '@/platform/config'
import { read, write, type Tx } from '@/platform/db'
import { insertRows, updateRows } from '@/platform/db/insert-rows'
import { forbidden, invalid, unauthorized } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { giveWay } from '@/platform/turns'
import { readOldAddress, readTarget } from '../address'
import { ownPageAt, targetAt } from '../own-pages'
import { mayChangeRedirects } from '../policy'
import { noteRedirects } from '../queries/find-redirect'
import { readLines, type LineFault, type TypedLine } from '../read-lines'
import { redirectLimits } from '../limits'
import type { AddRedirects } from '../schema'

type Row = { path: string; target: string | null; status: number }
type Checked = { line: TypedLine; row: Row }

/** `added`: old addresses that lead somewhere now; `same`: those that did so before. Lines with a fault are left to be mended. */
export type Added = { added: number; replaced: number; same: number; faults: LineFault[] }

/**
 * Adds old addresses, a line each: what is right is added, and each fault is told by its line. Addresses that this site has are refused, as are targets that lead nowhere, and those that
 * lead back; `planned` are targets at which there will be a page: drafts. Throws unauthorized, forbidden, invalid.
 */
export async function addRedirects(actor: Actor, { text, replace }: AddRedirects, { planned = [] }: { planned?: readonly string[] } = {}): Promise<Added> {
  if (!actor.account) throw unauthorized()
  const { id: accountId } = actor.account
  if (!mayChangeRedirects(actor)) throw forbidden('Only admins and owners say where old addresses lead')
  const { lines, faults } = readLines(text)
  if (lines.length + faults.length === 0) throw invalid('Type an old address and where it leads', { text: 'Type an old address and where it leads' })
  if (lines.length > redirectLimits.lines) {
    const message = `At most ${redirectLimits.lines.toLocaleString('en')} lines at once, please: these are ${lines.length.toLocaleString('en')}`
    throw invalid(message, { text: message })
  }
  const checked = await check(lines, faults, planned)
  const result = await write((tx) => store(tx, checked, { replace, accountId, faults: [...faults] }), { lock: 'redirects' })
  noteRedirects()
  return { ...result, faults: result.faults.sort((one, other) => one.line - other.line) }
}

/** What of the lines can be kept. The others become faults. */
async function check(lines: TypedLine[], faults: LineFault[], planned: readonly string[]): Promise<Checked[]> {
  const checked: Checked[] = []
  const known = new Map(planned.map((path) => [path, Promise.resolve(true)]))
  const first = new Map<string, TypedLine>()
  for (const line of lines) {
    await giveWay()
    const row = await checkLine(line, known)
    if (typeof row === 'string') faults.push({ line: line.line, text: line.text, message: row })
    else if (first.has(row.path))
      faults.push({ line: line.line, text: line.text, message: `this old address stands in line ${first.get(row.path)!.line} already` })
    else {
      first.set(row.path, line)
      checked.push({ line, row })
    }
  }
  return checked
}

async function checkLine({ from, to, status }: TypedLine, known: Map<string, Promise<boolean>>): Promise<Row | string> {
  const old = readOldAddress(from)
  if ('fault' in old) return old.fault
  const path = old.ok
  const own = ownPageAt(path)
  if (own) return own === 'page' ? 'this site has a page of its own there' : 'the site’s own pages are below it: give each address alone'
  // The page there answers, whatever stands after the ?.
  const [place = ''] = path.split('?')
  if (/^\/(?:articles|series|authors|people|groups|songs|places)\//.test(place) && (await isThere(place)))
    return 'there is a page of this site, or its own redirect'
  if (to === null) return { path, target: null, status }
  const target = readTarget(to, config.siteUrl, path.endsWith('/*'))
  if ('fault' in target) return target.fault
  const asked = known.get(target.ok) ?? leadsSomewhere(target.ok)
  known.set(target.ok, asked)
  return (await asked) ? { path, target: target.ok, status } : `nothing is at ${target.ok}`
}

async function leadsSomewhere(target: string): Promise<boolean> {
  const path = target.split(/[?#]/)[0]!
  if (path.endsWith('/*')) return path === '/*' || targetAt(path) !== null
  const kind = targetAt(path)
  if (kind !== 'named') return kind === 'page'
  const [, folder, slug = ''] = path.split('/')
  if (folder === 'articles' && !(await findPublishedArticles([slug], read)).has(slug)) return false
  return (await isThere(path)) && isShown(folder!, slug)
}

/** A record that no list credits has no page. */
async function isShown(folder: string, slug: string): Promise<boolean> {
  const kind = recordKinds.find((one) => kindFolders[one] === folder)
  const record = kind && (await read.record.findUnique({ where: { kind_slug: { kind, slug: decodeURIComponent(slug) } }, select: { shown: true } }))
  return !record || record.shown
}

type Storing = { replace: boolean; accountId: string; faults: LineFault[] }

async function store(tx: Tx, checked: Checked[], { replace, accountId, faults }: Storing): Promise<Added> {
  const kept = new Map<string, Row>()
  for (let start = 0; start < checked.length; start += together) {
    const paths = checked.slice(start, start + together).map(({ row }) => row.path)
    for (const row of await tx.oldAddress.findMany({ where: { path: { in: paths } }, select: { path: true, target: true, status: true } }))
      kept.set(row.path, row)
  }
  const heads = await targetsThatAreOld(tx, checked)
  const nexts = new Map<string, string | null>()
  const fresh: Row[] = []
  const changed: Row[] = []
  let same = 0
  for (const { line, row } of checked) {
    const before = kept.get(row.path)
    if (row.target !== null && heads.has(keyOfTarget(row.target)) && (await leadsBack(tx, row, nexts)))
      faults.push({ line: line.line, text: line.text, message: 'it would lead in a circle' })
    else if (!before) fresh.push(row)
    else if (before.target === row.target && before.status === row.status) same++
    else if (replace) changed.push(row)
    else faults.push({ line: line.line, text: line.text, message: `it ${before.target === null ? 'is gone (410)' : `leads to ${before.target}`} already` })
  }
  for (let start = 0; start < fresh.length; start += together)
    await insertRows(tx, 'OldAddress', fresh.slice(start, start + together).map((row) => ({ ...row, createdById: accountId }))) // prettier-ignore
  for (let start = 0; start < changed.length; start += together)
    await updateRows(tx, 'OldAddress', changed.slice(start, start + together).map((row) => ({ ...row, createdById: accountId })), 'path') // prettier-ignore
  if (fresh.length + changed.length > 0) {
    const note = noteOf([...fresh, ...changed])
    await writeDecisions(tx, 'setting', [{ targetId: 'redirects', action: 'change', maker: 'moderator', accountId, note }])
    await announce(tx, 'setting.changed', { name: 'redirects' })
  }
  return { added: fresh.length, replaced: changed.length, same, faults }
}

const together = 400

const noteOf = (rows: Row[]) => {
  const words = rows.slice(0, 3).map(({ path, target }) => (target === null ? `${path} is gone` : `${path} leads to ${target}`))
  return `${words.join(', ').slice(0, 300)}${rows.length > 3 ? `, and ${(rows.length - 3).toLocaleString('en')} more` : ''}`
}

const keyOfTarget = (target: string): string => {
  const old = readOldAddress(target)
  return 'ok' in old ? old.ok : ''
}

/** Targets that are old addresses themselves. There is a page at each now, so these are few. */
async function targetsThatAreOld(tx: Tx, checked: Checked[]): Promise<Set<string>> {
  const keys = [...new Set(checked.flatMap(({ row }) => (row.target === null ? [] : [keyOfTarget(row.target)])))]
  const found = new Set<string>()
  for (let start = 0; start < keys.length; start += together) {
    const rows = await tx.oldAddress.findMany({ where: { path: { in: keys.slice(start, start + together) } }, select: { path: true } })
    for (const { path } of rows) found.add(path)
  }
  return found
}

/** Whether the target is itself an old address that leads here: that can be since what was at it has gone. `nexts`: where those lead that were asked for already. */
async function leadsBack(tx: Tx, { path, target }: Row, nexts: Map<string, string | null>): Promise<boolean> {
  let next = target
  for (let step = 0; next !== null && step < 10; step++) {
    const old = readOldAddress(next)
    if ('fault' in old) return false
    if (old.ok === path) return true
    const known = nexts.get(old.ok)
    next = known === undefined ? ((await tx.oldAddress.findUnique({ where: { path: old.ok }, select: { target: true } }))?.target ?? null) : known
    nexts.set(old.ok, next)
  }
  return next !== null
}

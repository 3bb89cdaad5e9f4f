import { read, type Db } from '@/platform/db'

export type RedirectRow = { path: string; target: string | null; status: number; createdAt: Date; lastUsedAt: Date | null; by: string | null }
export type RedirectPage = { rows: RedirectRow[]; total: number; next: string | null; isLater: boolean }

const pageSize = 50
// Behind every address that begins with it, byte by byte.
const last = '\u{10ffff}'

/** A page of old addresses in the order of the alphabet: those that begin with `begins`, from `from` on. It reads so many rows, however many there are. */
export async function listRedirects({ begins = '', from = '' }: { begins?: string; from?: string } = {}, db: Db = read): Promise<RedirectPage> {
  const wanted = begins === '' || begins.startsWith('/') ? begins : `/${begins}`
  const where = { path: { gte: from > wanted ? from : wanted, lte: wanted + last } }
  const [found, total] = await Promise.all([
    db.oldAddress.findMany({
      where,
      orderBy: { path: 'asc' },
      take: pageSize + 1,
      select: { path: true, target: true, status: true, createdAt: true, lastUsedAt: true, createdBy: { select: { name: true } } },
    }),
    db.oldAddress.count(),
  ])
  const rows = found.slice(0, pageSize).map(({ createdBy, ...row }) => ({ ...row, by: createdBy?.name ?? null }))
  return { rows, total, next: found[pageSize]?.path ?? null, isLater: from > wanted }
}

const together = 2000

/** All of them as a table that can be pasted again (CSV, RFC 4180), in parts. */
export async function* printRedirects(db: Db = read): AsyncGenerator<string> {
  yield 'from,to,status\r\n'
  for (let after = ''; ;) {
    const rows = await db.oldAddress.findMany({
      where: { path: { gt: after } },
      orderBy: { path: 'asc' },
      take: together,
      select: { path: true, target: true, status: true },
    })
    if (rows.length === 0) return
    yield rows.map(({ path, target, status }) => `${[path, target ?? '', String(status)].map(cell).join(',')}\r\n`).join('')
    after = rows.at(-1)!.path
  }
}

const cell = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

import { createHash, randomBytes } from 'node:crypto'
import { emptyDocument } from '@/features/articles/schema'
import { newId } from '@/platform/id'
import { change, look } from './database'
import type { Site } from './server'

type Wanted = { title: string; entries: string[]; label: string }

/** A list that nobody has published, with a secret link to it: put beside the running site, since making one needs the studio's scripts. */
export async function newSecretLink(site: Site, { title, entries, label }: Wanted): Promise<{ id: string; articleId: string; token: string }> {
  const [maker, id, articleId] = [await makerOf(site), newId(), newId()]
  const document = {
    ...emptyDocument(title),
    entries: entries.map((heading) => ({
      id: newId(),
      slug: slugOf(heading),
      heading,
      subheading: '',
      body: `Words of ${heading}.`,
      credits: [],
      video: null,
    })),
  }
  const now = new Date().toISOString()
  const slug = `${slugOf(title)}${look(site, 'SELECT 1 FROM "Article" WHERE slug = ?', slugOf(title)).length > 0 ? `-${articleId}` : ''}`
  change(site, `INSERT INTO "Article" (id, slug, state, title, "createdById", "createdAt") VALUES (?, ?, 'draft', ?, ?, ?)`, articleId, slug, title, maker, now)
  change(site, `INSERT INTO "Draft" ("articleId", document, version, "savedAt") VALUES (?, ?, 1, ?)`, articleId, JSON.stringify(document), now)
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest('hex')
  const end = new Date(Date.now() + 7 * 86_400_000).toISOString()
  change(
    site,
    `INSERT INTO "PreviewLink" (id, "articleId", "tokenHash", label, "createdById", "createdAt", "expiresAt") VALUES (?, ?, ?, ?, ?, ?, ?)`,
    id,
    articleId,
    hash,
    label,
    maker,
    now,
    end,
  )
  return { id, articleId, token }
}

const slugOf = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

/** An editor who makes them. */
async function makerOf(site: Site): Promise<string> {
  const email = 'linkmaker@example.com'
  const find = () => look(site, 'SELECT id FROM "Account" WHERE email = ?', email)[0]?.id as string | undefined
  if (!find()) await site.lightstick(['user', '--email', email, '--name', 'Linkmaker', '--role', 'editor', '--password-stdin'], 'a long enough password\n')
  return find()!
}

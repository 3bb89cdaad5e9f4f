import { visibleTo } from '@/features/articles/policy'
import { isThere } from '@/features/articles/queries/is-there'
import { ownPageAt, targetAt } from '@/features/redirects/own-pages'
import { leadsOn } from '@/features/redirects/queries/find-redirect'
import { kindFolders, recordKinds } from '@/features/records/schema'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'

/** `wordlessCover`: the picture that is its cover, when nothing says what is to be seen on it; `gone`: pictures that are not on this site; `wordless`: those of which nothing says what is to be seen. */
export type LookedAt = { dead: string[]; wordlessCover: string | null; gone: string[]; wordless: string[] }
type Asked = { articleId: string; paths: readonly string[]; pictures?: readonly string[] }

/**
 * What the checks of a list cannot know in the browser: which of these pages of this site are not there for readers, whether its cover has no words for those who do not see
 * it, and what is known of the pictures in its texts.
 */
export async function lookAtSite(actor: Actor, { articleId, paths, pictures = [] }: Asked): Promise<LookedAt> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: { slug: true, cover: { select: { id: true, alt: true, decorative: true } } },
  })
  if (!article) throw notFound('There is no such list, or it is not yours')
  const dead: string[] = []
  // What a draft of this list leads to in itself is known in the browser.
  for (const path of new Set(paths)) if (!path.startsWith(`/articles/${article.slug}/`) && !(await isPageThere(path))) dead.push(path)
  const shown = await read.media.findMany({ where: { id: { in: [...pictures] }, file: { not: null } }, select: { id: true, alt: true, decorative: true } })
  const here = new Set(shown.map(({ id }) => id))
  return {
    dead,
    wordlessCover: article.cover !== null && lacksAlt(article.cover) ? article.cover.id : null,
    gone: pictures.filter((id) => !here.has(id)),
    wordless: shown.filter(lacksAlt).map(({ id }) => id),
  }
}

const lacksAlt = ({ alt, decorative }: { alt: string; decorative: boolean }) => !decorative && alt.trim() === ''

async function isPageThere(path: string): Promise<boolean> {
  try {
    decodeURIComponent(path)
  } catch {
    return false
  }
  if (targetAt(path) === 'page') return true
  // Other addresses of the site's own, and files, are no pages that a list leads to: they are not judged.
  if (targetAt(path) === null && ownPageAt(path) !== null) return true
  if (targetAt(path) === null || !(await isThere(path))) return leadsOn(path)
  const [folder, slug = ''] = path.slice(1).split('/').map(decodeURIComponent)
  const kind = recordKinds.find((one) => kindFolders[one] === folder)
  const record = kind && (await read.record.findUnique({ where: { kind_slug: { kind, slug } }, select: { shown: true } }))
  // A record that no list credits has no page.
  return !record || record.shown
}

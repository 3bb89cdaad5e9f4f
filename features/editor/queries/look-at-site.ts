import { visibleTo } from '@/features/articles/policy'
import { isThere } from '@/features/articles/queries/is-there'
import { kindFolders, recordKinds } from '@/features/records/schema'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'

/** What the checks of a list cannot know in the browser: which of these pages of this site are not there for readers, and whether its cover has no words for those who do not see it. */
export async function lookAtSite(
  actor: Actor,
  { articleId, paths }: { articleId: string; paths: readonly string[] },
): Promise<{ dead: string[]; coverLacksAlt: boolean }> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: { slug: true, cover: { select: { alt: true, decorative: true } } },
  })
  if (!article) throw notFound('There is no such list, or it is not yours')
  const dead: string[] = []
  // What a draft of this list leads to in itself is known in the browser.
  for (const path of new Set(paths)) if (!path.startsWith(`/articles/${article.slug}/`) && !(await isPageThere(path))) dead.push(path)
  return { dead, coverLacksAlt: article.cover !== null && !article.cover.decorative && article.cover.alt.trim() === '' }
}

async function isPageThere(path: string): Promise<boolean> {
  try {
    decodeURIComponent(path)
  } catch {
    return false
  }
  if (!(await isThere(path))) return false
  const [folder, slug = ''] = path.slice(1).split('/').map(decodeURIComponent)
  const kind = recordKinds.find((one) => kindFolders[one] === folder)
  const record = kind && (await read.record.findUnique({ where: { kind_slug: { kind, slug } }, select: { shown: true } }))
  // A record that no list credits has no page.
  return !record || record.shown
}

import { findTitleAt } from '@/features/articles/queries/title-at'
import type { WayBack } from '@/features/accounts/ui/frame'

const ownPages: [start: RegExp, name: string][] = [
  [/^\/account\/second-factor(?=$|[?#])/, 'your second factor'],
  [/^\/account(?=$|[?#])/, 'your account'],
  [/^\/admin(?=$|[/?#])/, 'the studio'],
  [/^\/search(?=$|[?#])/, 'your search'],
  [/^\/invite(?=$|[?#])/, 'your invitation'],
]

const quoted = (title: string) => (/^“[^”]*”$/.test(title) ? title : `“${title}”`)

/** What somebody is told of the page at `next`, where they come back to; null when that is no page to speak of. */
export async function wayBackTo(next: string | null): Promise<WayBack | null> {
  if (!next) return null
  const name = ownPages.find(([start]) => start.test(next))?.[1]
  if (name) return { name, title: null, within: null }
  const found = await findTitleAt(next)
  if (!found) return null
  const { title, within, question } = found
  return { name: quoted(title), title, within: within ? `No. ${within.number} in ${within.title}` : question || null }
}

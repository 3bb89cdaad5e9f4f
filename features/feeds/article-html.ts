import type { ReadEdition } from '@/features/articles/reading/edition'
import { entriesOf } from '@/features/articles/schema'
import { escapeHtml } from '@/platform/text/html'

/** A whole list as one piece of safe HTML for readers of feeds: its prose, sections and entries in order. `url` is its absolute address. */
export function articleHtml({ document, prose, numbers }: ReadEdition, url: string): string {
  const parts: string[] = [prose.intro]
  let current: string | null = null
  const open = (section: { id: string; heading: string } | null | undefined, level: number) => {
    if (section) parts.push(`<h${level}>${escapeHtml(section.heading)}</h${level}>`, prose.sections.get(section.id) ?? '')
  }
  let outer: string | null = null
  for (const { entry, section, subsection } of entriesOf(document)) {
    if (section && section.id !== outer) open(section, 2)
    if (subsection && subsection.id !== current) open(subsection, 3)
    outer = section?.id ?? null
    current = subsection?.id ?? null
    const words = prose.entries.get(entry.id)
    const line = words?.line ? ` <small>${words.line}</small>` : ''
    parts.push(`<h3>${numbers.get(entry.id)}. <a href="${escapeHtml(`${url}#${entry.slug}`)}">${escapeHtml(entry.heading)}</a>${line}</h3>`, words?.body ?? '')
  }
  parts.push(prose.outro)
  if (document.question) parts.push(`<p><a href="${escapeHtml(`${url}#results`)}">${escapeHtml(document.question)}</a></p>`)
  // Feed readers resolve relative links as they like: ours are made absolute.
  return parts
    .filter(Boolean)
    .join('\n')
    .replaceAll(/href="\/(?!\/)/g, `href="${new URL(url).origin}/`)
}

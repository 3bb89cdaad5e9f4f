import { entriesOf, isReservedEntrySlug, type ListDocument } from '@/features/articles/schema'
import type { Told } from './word-checks'

const signs = /[.*+?^${}()|[\]\\]/g
/** Longer ones are not looked up. */
const longest = 500

/** What of an address is a page of this site, or a part of this list's page (`#blue`); null for another site, for files and for the list itself. */
function leadsTo(address: string, own: { slug: string; origin: string }): string | null {
  const local = address.startsWith(`${own.origin}/`) ? address.slice(own.origin.length) : address
  if (!/^(?:#|\/(?!\/))/.test(local) || local.length > longest) return null
  const path = local.replace(/[?#].*$/, '').replace(/\/$/, '')
  const part = /#([^?]+)/.exec(local)?.[1]
  if (path === '' ? local.startsWith('#') : path === `/articles/${own.slug}`) return part ? `#${part}` : null
  return path === '' || /^\/(?:media|covers|posters|admin|api|_next)(?:\/|$)/.test(path) ? null : path
}

/** Addresses in a text: of links, of their definitions, in pointed brackets, and those of this site that stand bare. */
function* addressesIn(text: string, origin: string): Generator<string> {
  const prose = text.replaceAll(/`[^`]*`/g, ' ')
  for (const [, address] of prose.matchAll(/\]\(\s*<?([^)\s>]+)/g)) yield address!
  for (const [, address] of prose.matchAll(/^ {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*<?([^\s>]+)/gm)) yield address!
  if (origin)
    for (const [address] of prose.matchAll(new RegExp(`(?<!\\()${origin.replaceAll(signs, '\\$&')}/[^\\s<>()\\]]*`, 'g')))
      yield address.replace(/[.,;:!?]+$/, '')
}

/** Pages of this site that the words of a list lead to, and parts of its own page, each with the entry in which it stands first. */
export function linksInside(document: ListDocument, own: { slug: string; origin: string }): Map<string, Told> {
  const sections = document.sections.flatMap((section) => [section, ...section.sections])
  const texts: { text: string; entry?: string }[] = [
    ...[document.standfirst, document.intro, document.outro, ...sections.map(({ body }) => body)].map((text) => ({ text })),
    ...entriesOf(document).flatMap(({ entry }) => [entry.subheading, entry.body].map((text) => ({ text, entry: entry.id }))),
  ]
  const paths = new Map<string, Told>()
  for (const { text, entry } of texts)
    for (const address of addressesIn(text, own.origin)) {
      const path = leadsTo(address, own)
      if (path !== null && !paths.has(path)) paths.set(path, { message: path, ...(entry !== undefined && { entry }) })
    }
  return paths
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Links to entries of the list itself, and to parts of its page, that it does not have. */
export function deadInside(document: ListDocument, links: ReadonlyMap<string, Told>, slug: string, reserved: Readonly<Record<string, string>>): Set<string> {
  const slugs = new Set([...entriesOf(document).map(({ entry }) => entry.slug), ...Object.keys(reserved)])
  const own = `/articles/${slug}/`
  const isThere = (path: string) => {
    if (!path.startsWith('#')) return !path.startsWith(own) || slugs.has(path.slice(own.length))
    const part = decoded(path.slice(1))
    return slugs.has(part) || isReservedEntrySlug(part) || /^(?:fn|user-content-)/.test(part)
  }
  return new Set([...links.keys()].filter((path) => !isThere(path)))
}

import { parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import type { ReadEdition } from '@/features/articles/reading/edition'
import { chipsOf, videoOf } from '@/features/articles/reading/records'
import { partsOf } from '@/features/articles/reading/walk'
import type { ListEntry } from '@/features/articles/schema'
import type { RecordView } from '@/features/records/view'
import { escapeHtml } from '@/platform/text/html'
import { withSpoilerLinks } from '@/platform/text/spoilers'

type ListToRead = Pick<ReadEdition, 'document' | 'prose' | 'numbers'> & { records: Map<string, RecordView> }

/**
 * A whole list as one piece of safe HTML for readers of feeds: all that its page shows, part by part in the same order (`partsOf`). `url` is its absolute
 * address; every address in it is absolute.
 */
export function articleHtml(list: ListToRead, url: string): string {
  const { document, prose, records } = list
  const html = [
    prose.intro,
    ...partsOf(document).flatMap(({ section, depth, entries }) => [
      ...(section ? [`<h${depth + 1}>${linked(section.heading, section.place ? records.get(section.place)?.href : null)}</h${depth + 1}>`] : []),
      section ? (prose.sections.get(section.id) ?? '') : '',
      ...entries.flatMap((entry) => entryHtml(entry, list, url)),
    ]),
    prose.outro,
    document.question ? `<p>${linked(document.question, `${url}#results`)}</p>` : '',
  ]
  return absoluteAddresses(withSpoilerLinks(html.filter(Boolean).join('\n'), escapeHtml(url)), url)
}

function entryHtml(entry: ListEntry, { prose, numbers, records }: ListToRead, url: string): string[] {
  const words = prose.entries.get(entry.id)
  const line = words?.line ? ` <small>${words.line}</small>` : ''
  const credits = chipsOf(entry, records).map(({ role, record: { name, original, href } }) => {
    const shown = original && original.name !== name ? `${name} ${original.name}` : name
    return `<li>${escapeHtml(role)} ${linked(shown, href)}</li>`
  })
  const video = videoOf(entry, records)
  const press = video && `${[video.by, video.title].filter(Boolean).join(' ')} ${video.found ? 'Play' : 'Find it'} on ${video.site}`
  return [
    `<h3>${numbers.get(entry.id)}. ${linked(entry.heading, `${url}/${entry.slug}`)}${line}</h3>`,
    credits.length > 0 ? `<ul>${credits.join('')}</ul>` : '',
    video ? `<p>${linked(press!, video.href)}</p>` : '',
    words?.body ?? '',
  ]
}

const linked = (text: string, href: string | null | undefined) => (href ? `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>` : escapeHtml(text))

/** Feed readers resolve relative addresses as they like, so there are none. One that is no address at all loses its link. */
function absoluteAddresses(html: string, base: string): string {
  const root = parseFragment(html)
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('attrs' in node) {
      const href = node.attrs.find(({ name }) => name === 'href')
      if (href && URL.canParse(href.value, base)) href.value = new URL(href.value, base).href
      else if (href) node.attrs = node.attrs.filter((attribute) => attribute !== href)
      for (const attribute of node.attrs) {
        // Of pictures, whose addresses begin with a slash.
        if (attribute.name === 'src' || attribute.name === 'srcset') attribute.value = attribute.value.replaceAll(/(^|, )\//g, `$1${new URL(base).origin}/`)
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(root)
  return serialize(root)
}

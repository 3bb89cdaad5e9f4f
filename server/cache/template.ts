import type { OwnState } from '@/platform/bridge'

/**
 * A page with gaps for what differs between readers:
 * - text that everyone gets
 * - a choice: `then` for readers of whom the key `own` holds (`vote:ID`: this entry is their favourite), `otherwise` for all others
 * - a slot for HTML that only this reader gets, empty for all others
 * - the attribute that names the reader's theme
 */
export type Template = TemplatePart[]
export type TemplatePart = string | { own: string; then: Template; otherwise: Template } | { slot: string } | { theme: true }

export type Theme = 'light' | 'dark' | null

/** What fills the gaps for one reader: the keys that hold, the HTML of slots by name, the theme. */
export type ViewerState = { on: ReadonlySet<string>; slots: Readonly<Record<string, string>>; theme: Theme }

/** A reader of whom nothing is known. */
export const anonymous: ViewerState = { on: new Set(), slots: {}, theme: null }

export const toViewerState = (state: OwnState, theme: Theme): ViewerState => ({ on: new Set(state.on), slots: state.slots, theme })

const textOf = (part: { slot: string } | { theme: true }, viewer: ViewerState): string =>
  'slot' in part ? (Object.hasOwn(viewer.slots, part.slot) ? (viewer.slots[part.slot] ?? '') : '') : viewer.theme ? ` data-theme="${viewer.theme}"` : ''

/** The HTML of the page for one reader. */
export function fillTemplate(template: Template, viewer: ViewerState): string {
  let html = ''
  for (const part of template) {
    if (typeof part === 'string') html += part
    else if ('own' in part) html += fillTemplate(viewer.on.has(part.own) ? part.then : part.otherwise, viewer)
    else html += textOf(part, viewer)
  }
  return html
}

/**
 * Names the variant of the page that this reader sees: two readers with equal names see equal pages. Empty when it is the page that everyone sees,
 * also when something is known of the reader that this page does not show.
 */
export function variantOf(template: Template, viewer: ViewerState): string {
  if (viewer.on.size === 0 && viewer.theme === null && Object.keys(viewer.slots).length === 0) return ''
  const found: string[] = []
  const walk = (parts: Template) => {
    for (const part of parts) {
      if (typeof part === 'string') continue
      if ('own' in part) {
        const holds = viewer.on.has(part.own)
        if (holds) found.push(`+${part.own}`)
        walk(holds ? part.then : part.otherwise)
      } else {
        const text = textOf(part, viewer)
        if (text) found.push(text)
      }
    }
  }
  walk(template)
  return found.join('\n')
}

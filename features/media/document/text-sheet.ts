import { hasSpoiler } from '@/platform/text/spoilers'

/**
 * How pictures and spoilers in texts look: a style sheet of its own, which is linked where one stands. In the pages' own sheets every page would pay for it, and none of their first
 * bytes is left. A change of the rules takes another name.
 */
export const textSheet = '/media/text-2.css'

/** Whether a piece of HTML shows a picture. */
const showsPicture = (html: string | undefined) => html?.includes('<picture') ?? false

/** Whether it needs this sheet. */
export const needsSheet = (html: string | undefined) => showsPicture(html) || hasSpoiler(html)

/** What is tall beside its width leaves room for words. An intro that begins with a picture has no large initial, which would stand in its caption. */
export const textRules = (): string =>
  [
    '.prose figure{margin-inline:0}',
    '.prose figure>picture{display:block}',
    '.prose picture>source{display:none}',
    '.prose picture>img{height:auto;vertical-align:middle;border-radius:10px;background:var(--wash)}',
    '.prose figure img{display:block}',
    '@media(min-width:40rem){.prose figure .tall{max-width:min(100%,26rem)}}',
    '.prose figcaption{font:400 .875rem/1.45 var(--ui);color:var(--soft);margin-top:.6em;overflow-wrap:anywhere;text-wrap:pretty}',
    '.prose figcaption small{font-size:.9285em}',
    '.prose li>figure{margin-block:.6em}',
    '.intro .prose:has(>figure:first-child)::first-letter{font:inherit;float:none;padding:0}',
    '.prose [popovertarget]{font:600 .8em/1.3 var(--ui);min-height:24px;padding:0 .6em;border:1px dashed var(--edge);border-radius:6px;background:var(--wash);color:inherit;cursor:pointer}',
    '.prose [popover]{max-width:min(34rem,100vw - 2rem);padding:1rem 1.25rem;border:1px solid var(--edge);border-radius:10px;background:var(--surface);color:var(--ink)}',
  ].join('\n')

/**
 * How pictures in texts look: a style sheet of its own, which is linked where one stands. In the pages' own sheets every page would pay for it, and none of their first
 * bytes is left. A change of the rules takes another name.
 */
export const textSheet = '/media/text-1.css'

/** Whether a piece of HTML shows a picture. */
export const showsPicture = (html: string | undefined) => html?.includes('<picture') ?? false

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
  ].join('\n')

import { markdownFromHtml } from '@/platform/text/html-to-markdown'

/** The words of a clipboard as Markdown. */
export const fromHtml = (html: string): string => markdownFromHtml(html).markdown

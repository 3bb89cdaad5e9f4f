import type { VideoObject, WebPage } from 'schema-dts'
import { excerpt } from '@/features/articles/markdown'
import type { ArticlePage } from '@/features/articles/queries/article-page'
import { entryTitle } from '@/features/articles/reading/edition'
import { videoOf } from '@/features/articles/reading/records'
import type { ListEntry } from '@/features/articles/schema'
import type { Site } from './article'

/** The page of one entry, a part of its list. */
export function entryLd(article: ArticlePage, entry: ListEntry, site: Site): WebPage {
  const url = `${site.url}/articles/${article.slug}/${entry.slug}`
  return {
    '@type': 'WebPage',
    '@id': url,
    url,
    name: entryTitle(article, entry),
    description: excerpt(entry.body) || undefined,
    image: pictureIn(article.prose.entries.get(entry.id)?.body, site),
    inLanguage: article.document.language || 'en',
    datePublished: article.publishedAt.toISOString(),
    dateModified: article.updatedAt.toISOString(),
    isPartOf: {
      '@type': 'Article',
      '@id': `${site.url}/articles/${article.slug}#article`,
      headline: article.document.title,
      url: `${site.url}/articles/${article.slug}`,
    },
  }
}

/** The first picture that its words show. */
const pictureIn = (html: string | undefined, { url }: Site): string | undefined => {
  const src = /<img [^>]*?\bsrc="(\/media\/[^"]+)"/.exec(html ?? '')?.[1]
  return src && `${url}${src}`
}

/** The video that an entry shows; null while its address is not known. A video has one page about it: the entry's. */
export function videoLd(article: ArticlePage, entry: ListEntry, { site, image }: { site: Site; image?: string }): VideoObject | null {
  const video = videoOf(entry, article.records)
  if (!video?.found) return null
  return {
    '@type': 'VideoObject',
    name: video.by ? `${video.by}: ${video.title}` : video.title,
    description: excerpt(entry.body) || entryTitle(article, entry),
    thumbnailUrl: image,
    uploadDate: video.date ?? undefined,
    url: video.href,
    embedUrl: video.embed ?? undefined,
    mainEntityOfPage: `${site.url}/articles/${article.slug}/${entry.slug}`,
  }
}

import type { Article, Comment } from 'schema-dts'
import { descriptionOf } from '@/features/articles/reading/description'
import type { ArticlePage } from '@/features/articles/queries/article-page'
import { entryTitle } from '@/features/articles/reading/edition'
import { entriesOf, type ListOrder } from '@/features/articles/schema'
import type { ThreadView } from '@/features/comments/view'
import { threadLd } from './comments'

export type Site = { name: string; url: string }

const orders: Record<ListOrder, 'ItemListOrderAscending' | 'ItemListOrderDescending' | 'ItemListUnordered'> = {
  numbered: 'ItemListOrderAscending',
  countdown: 'ItemListOrderDescending',
  plain: 'ItemListUnordered',
}

// All threads as data would be a tenth of the page's weight; the page shows them anyway.
const maxThreads = 2

/** The list as an Article whose main entity is an ItemList, with the first of the comments that its page shows. `image` is an absolute address. */
export function articleLd(article: ArticlePage, { site, image, threads = [] }: { site: Site; image?: string; threads?: ThreadView[] }): Article {
  const { document, series, prose } = article
  const url = `${site.url}/articles/${article.slug}`
  const comment: Comment[] = threads.slice(0, maxThreads).flatMap((thread) => threadLd(thread, url) ?? [])
  return {
    '@type': 'Article',
    '@id': `${url}#article`,
    url,
    mainEntityOfPage: url,
    headline: document.title,
    description: descriptionOf(document),
    inLanguage: document.language || 'en',
    image,
    datePublished: article.publishedAt.toISOString(),
    dateModified: article.updatedAt.toISOString(),
    wordCount: prose.words,
    author: article.authors.map(({ slug, name }) => ({ '@type': 'Person' as const, name, url: `${site.url}/authors/${slug}` })),
    publisher: { '@type': 'Organization', name: site.name, url: site.url },
    isPartOf: series ? { '@type': 'CreativeWorkSeries', name: series.title, url: `${site.url}/series/${series.slug}` } : undefined,
    mainEntity: {
      '@type': 'ItemList',
      '@id': `${url}#list`,
      name: document.title,
      itemListOrder: `https://schema.org/${orders[document.order]}`,
      numberOfItems: article.total,
      itemListElement: entriesOf(document).map(({ entry, position }) => ({
        '@type': 'ListItem',
        position: article.numbers.get(entry.id) ?? position + 1,
        name: entryTitle(article, entry),
        url: `${url}/${entry.slug}`,
      })),
    },
    commentCount: article.commentCount,
    comment: comment.length > 0 ? comment : undefined,
    discussionUrl: `${url}#comments`,
  }
}

/** What the pages that show articles are marked with, and what changes of articles purge. */
export const articleTag = (articleId: string) => `article:${articleId}`
/** Every list of articles: home, indexes, feeds, the sitemap. */
export const articlesTag = 'articles'
export const seriesTag = (seriesId: string) => `series:${seriesId}`
export const authorTag = (authorId: string) => `author:${authorId}`
/** The index of all series, and of all authors. */
export const seriesIndexTag = 'series'
export const authorsTag = 'authors'

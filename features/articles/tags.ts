/** What the pages that show articles are marked with, and what changes of articles purge. */
export const articleTag = (articleId: string) => `article:${articleId}`
/** Every list of articles: home, indexes, feeds, the sitemap. */
export const articlesTag = 'articles'
export const seriesTag = (seriesId: string) => `series:${seriesId}`
export const authorTag = (authorId: string) => `author:${authorId}`
/** The index of all series, and of all authors. */
export const seriesIndexTag = 'series'
export const authorsTag = 'authors'
/** The votes and comments of an article, counted on its row: votes and comments purge these. */
export const tallyTag = (articleId: string) => `tally:${articleId}`
export const commentsTag = (articleId: string) => `comments:${articleId}`
export const countsTags = (articleId: string) => [tallyTag(articleId), commentsTag(articleId)]

/** The conversation of an article: threads and how many comments there are, in the whole and by entry. */
export const commentsTag = (articleId: string) => `comments:${articleId}`

/** The votes of an article: tallies, shares, results. */
export const tallyTag = (articleId: string) => `tally:${articleId}`

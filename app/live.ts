import { findPublishedArticles } from '@/features/articles/queries/published-article'
import { findNewest, findNews, listRecent } from '@/features/comments/queries/news'
import { getResults } from '@/features/votes/queries/results'
import type { LiveSource } from '@/platform/bridge'

/** What everybody may read of a list, whoever they are: its page shows them the same comments and votes. */
export const live: LiveSource = {
  async find(slug) {
    const id = (await findPublishedArticles([slug])).get(slug)?.id
    return id ? { id, newest: await findNewest(id) } : null
  },
  async news(articleId, { votes, ...about }) {
    const news = await findNews(articleId, about)
    if (!news) return null
    const { counted, entries } = votes ? await getResults(articleId) : { counted: 0, entries: [] }
    return { ...news, tally: votes ? { counted, entries: entries.map(({ slug, number, votes }) => ({ slug, number, votes })) } : null }
  },
  recent: listRecent,
}

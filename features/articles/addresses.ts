/** What has an address of its own, and leaves a redirect where it was. */
export type Addressed = 'article' | 'series' | 'author'

const folders = { article: 'articles', series: 'series', author: 'authors' } as const satisfies Record<Addressed, string>

/** The path of its page. */
export const pathOf = (kind: Addressed, slug: string) => `/${folders[kind]}/${slug}`

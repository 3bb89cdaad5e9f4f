import type { CollectionPage, ProfilePage, WebSite } from 'schema-dts'
import { excerpt } from '@/features/articles/markdown'
import type { AuthorView } from '@/features/articles/queries/authors'
import type { ArticleCard } from '@/features/articles/queries/cards'
import type { Site } from './article'

/** The site itself, on its front page. */
export const siteLd = (site: Site): WebSite => ({ '@type': 'WebSite', '@id': `${site.url}/#site`, url: `${site.url}/`, name: site.name, inLanguage: 'en' })

/** The page of an author. */
export function authorLd(author: AuthorView, site: Site): ProfilePage {
  const url = `${site.url}/authors/${author.slug}`
  return {
    '@type': 'ProfilePage',
    '@id': url,
    url,
    mainEntity: { '@type': 'Person', '@id': `${url}#person`, name: author.name, url, description: excerpt(author.plain) || undefined },
  }
}

/** A page that collects lists: an index or a series. */
export const collectionLd = ({ path, name, cards }: { path: string; name: string; cards: ArticleCard[] }, site: Site): CollectionPage => ({
  '@type': 'CollectionPage',
  '@id': site.url + path,
  url: site.url + path,
  name,
  mainEntity: {
    '@type': 'ItemList',
    numberOfItems: cards.length,
    itemListElement: cards.map((card, index) => ({ '@type': 'ListItem', position: index + 1, name: card.title, url: `${site.url}/articles/${card.slug}` })),
  },
})

import type { Metadata } from 'next'
import type { ShareImage } from '@/features/artwork/queries/share-images'
import { getSite } from '@/features/settings/queries/site'
import { config } from '@/platform/config'

/** An absolute address on this site. */
export const absolute = (path: string) => `${config.siteUrl}${path}`

type Head = {
  title: string
  description: string
  /** The canonical path of the page, with the query that makes it another page. */
  path: string
  image?: ShareImage | null
  type?: 'website' | 'article' | 'profile'
  article?: { publishedAt: Date; updatedAt: Date; authors: { slug: string; name: string }[]; section?: string }
  /** Path without the ending: `/series/x/feed` is offered as RSS and JSON. */
  feed?: { path: string; title: string }
  /** Not to be listed by search engines. */
  hidden?: boolean
}

/** What the head of a page says: canonical address, Open Graph, Twitter's card and feeds. All addresses absolute. */
export async function head({ title, description, path, image, type = 'website', article, feed, hidden }: Head): Promise<Metadata> {
  const { name } = await getSite()
  const whole = title === name ? title : `${title} · ${name}`
  const url = absolute(path)
  const feeds = [{ path: '/feed', title: name }, ...(feed ? [feed] : [])]
  const images = image ? [{ url: absolute(image.src), width: image.width, height: image.height, alt: image.alt, type: image.type }] : undefined
  return {
    title: whole,
    description,
    ...(hidden && { robots: { index: false, follow: true } }),
    authors: article?.authors.map((author) => ({ name: author.name, url: absolute(`/authors/${author.slug}`) })),
    alternates: {
      canonical: url,
      types: {
        'application/rss+xml': feeds.map((one) => ({ url: absolute(`${one.path}.xml`), title: one.title })),
        'application/feed+json': feeds.map((one) => ({ url: absolute(`${one.path}.json`), title: one.title })),
      },
    },
    openGraph: {
      type,
      title,
      description,
      url,
      siteName: name,
      locale: 'en_GB',
      images,
      ...(article && {
        publishedTime: article.publishedAt.toISOString(),
        modifiedTime: article.updatedAt.toISOString(),
        authors: article.authors.map(({ slug }) => absolute(`/authors/${slug}`)),
        section: article.section,
      }),
    },
    twitter: { card: image ? 'summary_large_image' : 'summary', title, description, images: images?.map(({ url: src, alt }) => ({ url: src, alt })) },
  }
}

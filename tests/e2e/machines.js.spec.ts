import { z } from 'zod'
import { expect, test } from './support/site'

/** What each kind of page says to machines, as strictly as schema.org's consumers read it: no key that is not named here. */
const link = z.url({ protocol: /^https?$/ })
const date = z.string().regex(/^\d{4}(-\d\d(-\d\d(T[\d:.]+Z)?)?)?$/)
const words = z.string().min(1)
const named = (type: string) => z.strictObject({ '@type': z.literal(type), name: words, url: link })

const comment: z.ZodType = z.lazy(() =>
  z.strictObject({
    '@type': z.literal('Comment'),
    '@id': link,
    url: link.regex(/#comment-/),
    text: words,
    dateCreated: date,
    dateModified: date.optional(),
    author: z.strictObject({ '@type': z.literal('Person'), name: words }),
    comment: z.array(comment).min(1).optional(),
  }),
)
const item = z.strictObject({ '@type': z.literal('ListItem'), position: z.int().min(1), name: words, url: link })
const described = {
  '@id': link,
  url: link,
  mainEntityOfPage: link,
  name: words,
  alternateName: z.array(words).optional(),
  description: words.optional(),
  sameAs: link.optional(),
}

const things = z.discriminatedUnion('@type', [
  z.strictObject({ '@type': z.literal('WebSite'), '@id': link, url: link, name: words, inLanguage: z.literal('en') }),
  z.strictObject({
    '@type': z.literal('Article'),
    '@id': link,
    url: link,
    mainEntityOfPage: link,
    headline: words,
    description: words,
    inLanguage: z.literal('en'),
    image: link,
    datePublished: date,
    dateModified: date,
    wordCount: z.int().min(1),
    author: z.array(named('Person')).min(1),
    publisher: named('Organization'),
    isPartOf: named('CreativeWorkSeries').optional(),
    mainEntity: z.strictObject({
      '@type': z.literal('ItemList'),
      '@id': link,
      name: words,
      itemListOrder: z.enum([
        'https://schema.org/ItemListOrderAscending',
        'https://schema.org/ItemListOrderDescending',
        'https://schema.org/ItemListUnordered',
      ]),
      numberOfItems: z.int().min(1),
      itemListElement: z.array(item).min(1),
    }),
    commentCount: z.int().min(0),
    comment: z.array(comment).min(1).optional(),
    discussionUrl: link,
  }),
  z.strictObject({
    '@type': z.literal('WebPage'),
    '@id': link,
    url: link,
    name: words,
    description: words,
    inLanguage: z.literal('en'),
    datePublished: date,
    dateModified: date,
    isPartOf: z.strictObject({ '@type': z.literal('Article'), '@id': link, headline: words, url: link }),
  }),
  z.strictObject({
    '@type': z.literal('VideoObject'),
    name: words,
    description: words,
    thumbnailUrl: link,
    uploadDate: date.optional(),
    url: link,
    embedUrl: link.optional(),
    mainEntityOfPage: link,
  }),
  z.strictObject({
    '@type': z.literal('BreadcrumbList'),
    itemListElement: z.array(z.strictObject({ '@type': z.literal('ListItem'), position: z.int().min(1), name: words, item: link })).min(2),
  }),
  z.strictObject({
    '@type': z.literal('CollectionPage'),
    '@id': link,
    url: link,
    name: words,
    mainEntity: z.strictObject({ '@type': z.literal('ItemList'), numberOfItems: z.int(), itemListElement: z.array(item) }),
  }),
  z.strictObject({
    '@type': z.literal('ProfilePage'),
    '@id': link,
    url: link,
    mainEntity: z.strictObject({ '@type': z.literal('Person'), '@id': link, name: words, url: link, description: words.optional() }),
  }),
  z.strictObject({ '@type': z.literal('Person'), ...described, birthDate: date.optional(), memberOf: named('MusicGroup').optional() }),
  z.strictObject({
    '@type': z.literal('MusicGroup'),
    ...described,
    foundingDate: date.optional(),
    parentOrganization: named('MusicGroup').optional(),
    // Who is in no list has no page.
    member: z
      .array(named('Person').partial({ url: true }))
      .min(1)
      .optional(),
  }),
  z.strictObject({
    '@type': z.literal('MusicRecording'),
    ...described,
    datePublished: date.optional(),
    byArtist: z.union([named('Person'), named('MusicGroup')]).optional(),
  }),
  z.strictObject({
    '@type': z.literal('Place'),
    ...described,
    geo: z.strictObject({ '@type': z.literal('GeoCoordinates'), latitude: z.number(), longitude: z.number() }).optional(),
    containedInPlace: named('Place').optional(),
  }),
])
const graph = z.strictObject({ '@context': z.literal('https://schema.org'), '@graph': z.array(things).min(1) })

const kinds: [string, string[]][] = [
  ['/', ['WebSite']],
  ['/articles', ['CollectionPage']],
  ['/articles/k-pop-mvs-filmed-abroad', ['Article', 'BreadcrumbList']],
  ['/articles/classic-k-pop-mvs-with-k-drama-actors', ['Article', 'BreadcrumbList']],
  // Its video has an address: so it is described.
  ['/articles/k-pop-mvs-filmed-abroad/crooked', ['WebPage', 'VideoObject', 'BreadcrumbList']],
  ['/series/k-drama-flashback', ['CollectionPage', 'BreadcrumbList']],
  ['/authors/flashback-desk', ['ProfilePage']],
  ['/people/park-seo-joon', ['Person', 'BreadcrumbList']],
  ['/groups/bigbang', ['MusicGroup', 'BreadcrumbList']],
  ['/songs/crooked', ['MusicRecording', 'BreadcrumbList']],
  ['/places/las-vegas', ['Place', 'BreadcrumbList']],
]

const graphOn = async (html: string) => {
  const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, text]) => String(text))
  expect(blocks).toHaveLength(1)
  return graph.parse(JSON.parse(blocks[0]!))
}

for (const [address, types] of kinds) {
  test(`${address} says that it is ${types.join(' and ')}`, async ({ request, site }) => {
    const answer = await request.get(address)
    const { '@graph': all } = await graphOn(await answer.text())
    expect(all.map((thing) => thing['@type'])).toEqual(types)
    // A video is where it is.
    const ours = all.filter((thing) => thing['@type'] !== 'VideoObject')
    for (const url of JSON.stringify(ours).matchAll(/"(?:url|item|@id)":"([^"]+)"/g)) expect(new URL(String(url[1])).origin).toBe(site.url)
    const trail = all.find((thing) => thing['@type'] === 'BreadcrumbList')
    if (trail?.['@type'] === 'BreadcrumbList') expect(trail.itemListElement.at(-1)?.item).toBe(site.url + address)
  })
}

test('comments stand nested in the article, and none can end the script they stand in', async ({ request, site }) => {
  const address = '/articles/classic-k-pop-mvs-with-k-drama-actors'
  const post = async (fields: Record<string, string>) => {
    const answer = await request.post(`/api${address}/comments`, { headers: { origin: site.url }, data: { name: '민지 </script>', ...fields } })
    expect(answer.status()).toBe(201)
    return ((await answer.json()) as { comment: { id: string } }).comment.id
  }
  const first = await post({ body: 'Number two </script><script>alert(1)</script> & “mine”' })
  await post({ body: 'And mine.', parent: first })
  const html = await (await request.get(address)).text()
  const article = (await graphOn(html))['@graph'].find((thing) => thing['@type'] === 'Article')
  // Other files of this worker may have commented on the list before.
  expect(article?.commentCount).toBeGreaterThanOrEqual(2)
  const comments = article?.comment as { '@id': string }[]
  expect(comments.find((comment) => comment['@id'].endsWith(`#comment-${first}`))).toMatchObject({
    author: { name: '민지 </script>' },
    comment: [{ text: 'And mine.' }],
  })
  expect(JSON.stringify(article)).toContain('</script><script>alert(1)')
})

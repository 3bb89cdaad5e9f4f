import type { BreadcrumbList } from 'schema-dts'

export type Crumb = { path: string; name: string }

/** The way to a page from the top; the page itself is the last. */
export const breadcrumbsLd = (trail: Crumb[], siteUrl: string): BreadcrumbList => ({
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(({ path, name }, index) => ({ '@type': 'ListItem', position: index + 1, name, item: siteUrl + path })),
})

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { ShownPicture } from '@/features/media/queries/shown-pictures'
import { Members, RecordLinks } from './record-links'

const picture: ShownPicture = { src: '/media/x.jpg', sources: { avif: '', webp: '', jpg: '' }, width: 10, height: 10, focus: { x: 0.5, y: 0.5 }, alt: '', credit: '' } as ShownPicture // prettier-ignore
const link = (id: string, shown: ShownPicture | null) => ({
  id,
  slug: id,
  kind: 'person' as const,
  name: id,
  original: null,
  href: `/people/${id}`,
  picture: shown,
})
const sheetsIn = (html: string) => html.match(/<link rel="stylesheet"/g)?.length ?? 0

test.each([
  ['links', (links: ReturnType<typeof link>[]) => <RecordLinks links={links} linked={() => true} />],
  ['members', (links: ReturnType<typeof link>[]) => <Members links={links} counts={new Map()} />],
])('%s have the sheet of their pictures once, before them, and none without pictures', (_, list) => {
  const html = renderToStaticMarkup(list([link('taeyang', null), link('daesung', picture), link('seungri', picture)]))
  expect(html).toMatch(/^<link [^>]+><ul/)
  expect([sheetsIn(html), html.match(/<img/g)?.length]).toEqual([1, 2])
  expect(sheetsIn(renderToStaticMarkup(list([link('taeyang', null)])))).toBe(0)
})

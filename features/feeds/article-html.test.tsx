import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { importContent } from '@/features/content-files/commands/import-content'
import { readContent } from '@/features/content-files/format/content-folder'
import { findArticlePage } from '@/features/articles/queries/article-page'
import { Entries } from '@/features/articles/ui/entries'
import { useDatabase } from '@/tests/support/database'
import { articleHtml } from './article-html'

useDatabase()

const url = 'https://lists.example/articles/walk'
const list = `---
format: 1
slug: walk
title: Walk
question: Which?
---

Intro with [a list](/articles/other), [a part](#one) and a note[^1].

[^1]: The note.

### Outside {#outside}

First words.

# Empty section {place: places/london}

Words of a section without entries.

## Inner

Words of the inner one.

### One {#one}
**BIGBANG**, somewhere
- artist: groups/bigbang
- song: songs/blue
- video: videos/blue

| Song | Year |
|---|---|
| Blue | 2012 |

# Last section without an entry

Its words, [here](deep/er?x=1&y=2) and [there](//elsewhere.example/x).

# {outro}

Closing words.
`

/** The words that a reader sees, in order; numbers of entries in a section and what is hidden from speech are furniture. */
function wordsOf(html: string): string[] {
  const words: string[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node, inHeading: boolean) => {
    if ('value' in node) words.push(...node.value.split(/\s+/).filter(Boolean))
    if (!('childNodes' in node)) return
    const attributes = 'attrs' in node ? new Map(node.attrs.map(({ name, value }) => [name, value])) : new Map<string, string>()
    const place = /\bplace\b/.test(attributes.get('class') ?? '')
    if (attributes.get('aria-hidden') === 'true' || (inHeading && 'tagName' in node && node.tagName === 'small')) return
    node.childNodes.forEach((child) => visit(child, place))
  }
  visit(parseFragment(html), false)
  return words
}

test('a feed has every word and every link of the page, in its order, and absolute addresses alone', async () => {
  const records = readContent('content').filter(({ name }) => name.endsWith('.yaml'))
  await importContent([...records, { name: 'walk.md', text: list }], { publish: true })
  const page = (await findArticlePage('walk'))!
  const feed = articleHtml(page, url)
  const shown = page.prose.intro + renderToStaticMarkup(<Entries article={page} after={() => null} />) + page.prose.outro
  const there = wordsOf(feed)
  let at = 0
  for (const word of wordsOf(shown)) {
    const next = there.indexOf(word, at)
    expect(next, `“${word}” after “${there.slice(Math.max(0, at - 4), at).join(' ')}”`).toBeGreaterThanOrEqual(0)
    at = next + 1
  }
  const hrefs = (html: string) =>
    [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => new URL(href!.replaceAll('&amp;', '&').replaceAll('&#x26;', '&'), url).href)
  expect(hrefs(feed)).toEqual(expect.arrayContaining(hrefs(shown)))
  for (const [, href] of feed.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https?:\/\//)
  expect(feed).toContain('href="https://lists.example/articles/deep/er?x=1&amp;y=2"')
  expect(feed).toContain(`href="${url}/one"`)
})

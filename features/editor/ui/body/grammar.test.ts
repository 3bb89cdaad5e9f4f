import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { expect, test } from 'vitest'
import { bounded, boundedName, Meter } from '@/platform/text/bounded'
import { pairSpoilers, spoilerMarkFromMarkdown } from '@/platform/text/spoilers'
import { anyMarkdown } from '@/tests/factories/any-markdown'
import { bodyState } from './body-view.client'
import { grammarOf, spoilersIn } from './grammar.client'

const names: Readonly<Record<string, string>> = {
  StrongEmphasis: 'strong',
  Emphasis: 'emphasis',
  InlineCode: 'inlineCode',
  Blockquote: 'blockquote',
  Image: 'image',
  HorizontalRule: 'thematicBreak',
  Strikethrough: 'delete',
  Table: 'table',
}
const wholly = new Set(['strong', 'emphasis', 'inlineCode', 'delete', 'image'])
const spanOf = (type: string, from: number, to: number) => (wholly.has(type) ? `${type} ${from}-${to}` : `${type} ${from}`)

const reads = { body: grammarOf(bodyState('')), line: grammarOf(bodyState('', 0, 0, true)) }

function spansHere(text: string, as: 'body' | 'line' = 'body'): string[] {
  const spans: string[] = []
  const tree = reads[as].parse(text)
  for (const { from, to } of spoilersIn(tree, (start, end) => text.slice(start, end))) spans.push(spanOf('spoiler', from, to))
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (names[name]) spans.push(spanOf(names[name], from, to))
      else if (name === 'ListMark') spans.push(`item ${from}`)
      else if (/Heading\d$/.test(name)) spans.push(`heading ${from}`)
    },
  })
  return spans.toSorted()
}

const blocks = ['blockQuote', 'list', 'codeIndented', 'codeFenced', 'headingAtx', 'setextUnderline', 'thematicBreak', 'definition'].map(boundedName)

function spansOnThePage(text: string, as: 'body' | 'line' = 'body'): string[] {
  const isLine = as === 'line'
  const tree = fromMarkdown(text, {
    extensions: [
      bounded(new Meter(Infinity), { footnotes: !isLine, spoilers: !isLine }) as never,
      { disable: { null: ['htmlFlow', 'htmlText', ...(isLine ? [...blocks, boundedName('table')] : [])] } },
    ],
    mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown(), gfmFootnoteFromMarkdown(), spoilerMarkFromMarkdown() as never],
  })
  pairSpoilers(tree)
  const spans: string[] = []
  const known = new Set([...Object.values(names), 'spoiler'])
  const visit = (node: Nodes) => {
    const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
    if (known.has(node.type)) spans.push(spanOf(node.type, from, to))
    else if (node.type === 'listItem') spans.push(`item ${from}`)
    else if (node.type === 'heading') spans.push(`heading ${from}`)
    if ('children' in node) node.children.forEach(visit)
  }
  visit(tree)
  return spans.toSorted()
}

test('what the editor shows of the published lists is what the page shows', () => {
  const content = path.join(import.meta.dirname, '../../../../content')
  const files = fs.readdirSync(content, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
  expect(files.length).toBeGreaterThan(1)
  for (const file of files)
    for (const part of fs
      .readFileSync(path.join(content, file), 'utf8')
      .split(/^#{1,3} .*$/m)
      .slice(1))
      expect(spansHere(part), part).toEqual(spansOnThePage(part))
})

test.each([
  ...[
    '**빅뱅(BIGBANG)**은',
    '**“빅뱅”**의 노래',
    '~~빅뱅~~은',
    '__under__score',
    '***both***',
    '**a**b',
    '*a **b** c*',
    '2 ** 3 ** 4',
    '**“word”**s',
    'a*“b”*c',
    '*(a)*',
    '_(a)_b',
    'she ||leaves|| him',
    '||**she** leaves||',
    '**||she|| leaves**',
    '||a **b|| c**',
    '**a ||b** c||',
    '||see [x||](/u)',
    '||a **||b|| c** d||',
    '||a|| b || ||c||d||',
    '~~a ||b~~ c|| *||d||*',
    'a || b || c',
    '|||a||| ||b',
    '\\||a||',
    '||빅뱅||은',
    '| a || b |\n|---|---|---|\n| c | d |',
  ],
  ...[
    '> **q**\n> goes on',
    '- a\n  - b\n\n    c',
    '1984. a year',
    '| a | b |\n|---|---|\n| **1** | 2 |',
    '[^1]: **Note**\n\n    more\n\nout',
    '```\n**no**\n```',
    '***',
    '**日本語。**です',
    '**!**a',
  ],
])('%j is read as on the page', (text) => expect(spansHere(text)).toEqual(spansOnThePage(text)))

test('of any Markdown all but one text in fifty is read as on the page', () => {
  const texts = fc.sample(anyMarkdown, { numRuns: 1000, seed: 3 }).filter((text) => !/[\r\0\ud800\ufeff]/.test(text))
  const differ = texts.filter((text) => spansHere(text).join() !== spansOnThePage(text).join())
  if (process.env.SHOW)
    console.log(
      differ.length,
      texts.length,
      differ
        .toSorted((a, b) => a.length - b.length)
        .slice(0, 6)
        .map((text) => [
          JSON.stringify(text),
          spansHere(text).filter((x) => !spansOnThePage(text).includes(x)),
          spansOnThePage(text).filter((x) => !spansHere(text).includes(x)),
        ]),
    )
  expect(differ.length).toBeLessThan(texts.length / 50)
})

test.each([
  ...[
    'in **Sandara Park’s** “Kiss”',
    '# no heading',
    '- no item',
    '> no quote',
    '1. no number',
    '    no code',
    '```',
    '---',
    '| a |',
    '[^1] *note*',
    '[r]: /x',
  ],
  ...['**빅뱅**의 *노래*', 'a `b` ~~c~~', '![i](/p.png)'],
])('the subheading %j is read as on the page', (text) => expect(spansHere(text, 'line')).toEqual(spansOnThePage(text, 'line')))

test('of any line all but one in fifty is read as on the page', () => {
  const lines = fc.sample(anyMarkdown, { numRuns: 1000, seed: 4 }).map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => !/[\0\ud800\ufeff]/.test(text)) // prettier-ignore
  const differ = lines.filter((text) => spansHere(text, 'line').join() !== spansOnThePage(text, 'line').join())
  expect(differ.length / lines.length).toBeLessThan(0.02)
})

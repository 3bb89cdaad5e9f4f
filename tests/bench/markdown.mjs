// What hostile Markdown costs, as a multiple of an article's prose of the same length in the same run. 5 is what is meant to be the most.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export const title = 'Markdown: hostile text against prose of the same length (20,000 characters), time of the processor'

const length = 20_000
const filled = (unit) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
const lines = (line) => filled(Array.from({ length: 2000 }, (_, n) => line(n)).join('\n'))

export const texts = {
  'bare sentences': filled('The band walks along the river and looks at the sky over the town. '),
  'short paragraphs': filled('The band walks along the river.\n\n'),
  'songs with emphasis and links': lines((n) => `${n + 1}. **Artist** – “Song” ([video](https://youtu.be/xyz${n}))`),
  'songs with emphasis': lines((n) => `* **Artist ${n}** – *Song ${n}*`),
  ...Object.fromEntries(
    [
      ...[
        '> a\n\n',
        '#\n',
        '# a\n',
        '-\n',
        '- a\n',
        '- a\n\n',
        '**한**',
        '***a***',
        '*a*',
        '**a** ',
        '`a`',
        '<b>',
        '&amp;',
        'a\n\n',
        '\\*',
        '*_',
        '__*',
        '__a__',
      ],
      ...[
        'a\n=\n',
        'a\n-\n',
        '[',
        ']',
        '[]',
        '[a](',
        '[a](<',
        '![',
        '![a](',
        '<',
        '<a ',
        '> ',
        '>',
        '- ',
        '1. ',
        '*',
        '\\',
        '~~a ',
        '*a _b ',
        '**a ',
        '[a]: b\n',
      ],
      ...[
        '[^a]',
        '[^a]: ',
        '| a | b |\n',
        '|',
        '> > > > > > > > > >\n',
        'https://',
        'https://a.b ',
        'A-',
        'A-b ',
        '[[a]]',
        '![![a](b)',
        '[a](b)',
        '---\n',
        '```\n',
        '한 a ',
      ],
      ...['| a | b |\n| - | - |\n', '~~~\na\n~~~\n', '    a\n', 'a\\\n', 'a  \n', '<a@b.c>', '1. a\n   - b\n', '>>> a\n'],
    ].map((unit) => [JSON.stringify(unit), filled(unit)]),
  ),
  'brackets in brackets': '['.repeat(10_000) + ']'.repeat(10_000),
  'growing quotes': filled(Array.from({ length: 190 }, (_, n) => `${'>'.repeat(n)} x`).join('\n')),
  'closed emphasis': `${'*a **b '.repeat(1_400)}${'c** d* '.repeat(1_400)}`,
  'a long table': filled('| Blue | 2012 |\n').replace('\n', '\n| --- | --- |\n'),
  'a wide table': `${'|a'.repeat(2_500)}\n${'|-'.repeat(2_500)}\n${'|\n'.repeat(5_000)}`,
}

export async function run() {
  const outfile = path.resolve('build/bench-markdown.mjs')
  await build({ entryPoints: ['features/articles/markdown.ts'], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' })
  const { renderProse } = await import(pathToFileURL(outfile))
  const article = fs.readFileSync('content/k-pop-mvs-filmed-abroad.md', 'utf8').split('\n').filter((line) => line.length > 80).join('\n\n') // prettier-ignore
  const prose = filled(`${article}\n\n`)
  for (let warm = 0; warm < 10; warm++) [prose, ...Object.values(texts)].forEach((text) => renderProse(text))
  const cpuMs = (text) => {
    const from = process.cpuUsage()
    for (let again = 0; again < 5; again++) renderProse(text)
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 5000
  }
  return Object.entries(texts)
    .map(([name, text]) => {
      // Side by side, the least of three.
      const pairs = [0, 1, 2].map(() => [cpuMs(text), cpuMs(prose)])
      const [hostile, ordinary] = [Math.min(...pairs.map(([one]) => one)), Math.min(...pairs.map(([, other]) => other))]
      return { text: name, ms: hostile, 'prose, ms': ordinary, times: hostile / ordinary }
    })
    .sort((a, b) => b.times - a.times)
}

import fs from 'node:fs'
import fc from 'fast-check'
import { parseFragment, type DefaultTreeAdapterMap } from 'parse5'
import { describe, expect, it } from 'vitest'
import { renderComment } from '@/features/comments/markdown'
import { excerpt, renderLine, renderProse } from '@/features/articles/markdown'

type Node = DefaultTreeAdapterMap['node']

const tags = new Set('p em strong del a blockquote ul ol li code pre br hr h2 h3 h4 h5 h6 span div table thead tbody tr th td section sup cite'.split(' '))
const attributes = new Set(['href', 'rel', 'title', 'start', 'class', 'lang', 'id', 'align', 'tabindex', 'role', 'aria-label'])

/** Everything in a browser's reading of the HTML that we did not mean to let through. */
function dangers(html: string): string[] {
  const found: string[] = []
  const visit = (node: Node) => {
    if ('tagName' in node) {
      if (!tags.has(node.tagName)) found.push(`<${node.tagName}>`)
      for (const { name, value } of node.attrs) {
        if (!attributes.has(name)) found.push(`${name}=`)
        if (name === 'href' && /^\s*[a-z0-9+.-]+:/i.test(value) && !/^(https?|mailto|tel|spotify|deezer|tidal|musics?):/.test(value)) found.push(value)
        if (name === 'id' && !value.startsWith('note_')) found.push(`id=${value}`)
        if (name === 'class' && !/^(nb|table|notes|language-\S+)$/.test(value)) found.push(`class=${value}`)
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parseFragment(html))
  return found
}

const pieces = [
  ...'*_~`>[]()!#-+<>&"\'\\\n\t =|:;/'.split(''),
  ...[
    '](',
    '![',
    '<script>',
    '</p>',
    '<img src=x onerror=alert(1)>',
    'javascript:',
    'data:text/html,',
    'JaVaScRiPt&colon;',
    'https://x.example/',
    '&#x6a;',
    '\u0000',
  ],
  ...[
    '```',
    '> ',
    '- ',
    '1. ',
    '    ',
    '<!--',
    ']]>',
    '[a]: javascript:x',
    '<https://a.b>',
    'word',
    '한국어',
    'K-pop',
    '\u202e',
    '\u200b',
    '😀',
    '  \n',
    '"onclick="',
  ],
]
const junk = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''))

it('reads the lines of a quote, and of a quote in it, as one', () => {
  expect(renderProse('> one\n> two\n>\n> three')).toBe('<blockquote>\n<p>one\ntwo</p>\n<p>three</p>\n</blockquote>')
  // Whose words they are.
  expect(renderProse('> one\n>\n> — Jiyong, *GQ*')).toBe('<blockquote>\n<p>one</p>\n<p>— <cite>Jiyong, <em>GQ</em></cite></p>\n</blockquote>')
  expect(renderProse('> one\n>\n> – G-Dragon')).toContain('<p>— <cite><span class="nb">G-Dragon</span></cite></p>')
  for (const without of ['> — alone', '> — one\n>\n> two', '> one\n>\n> —two', '> one\n>\n> - two', '> one\n>\n> —'])
    expect(renderProse(without)).not.toContain('<cite')
  expect(renderProse('> > one\n> > two\n\n- > three\n  > four').match(/<blockquote>/g)).toHaveLength(3)
})

describe('Markdown', () => {
  it('lets nothing dangerous out, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(junk, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        for (const render of [renderComment, renderProse, renderLine]) expect(dangers(render(text))).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  const length = 20_000
  const filled = (unit: string) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
  const lines = (count: number, line: (n: number) => string) => Array.from({ length: count }, (_, n) => line(n)).join('\n')
  const hostile: Record<string, string> = {
    ...Object.fromEntries(
      [
        ...[
          '*_',
          '__*',
          'a\n=\n',
          '> a\n\n',
          '- a\n\n',
          'a\n\n',
          '#\n',
          '-\n',
          '**한**',
          '***a***',
          'a\n-\n',
          '[',
          ']',
          '[]',
          '[a](',
          '[a](<',
          '[a](b (',
          '![',
          '![a](',
          '<',
          '<a ',
          '<!--',
          '> ',
          '>',
          '- ',
          '1. ',
          '*',
          '\\',
          '&amp',
        ],
        ...[
          '~~a ',
          '*a _b ',
          '**a ',
          '[a]: b\n',
          '[a]: b (\n',
          '[^a]',
          '[^a]: ',
          '| a | b |\n',
          '|',
          '> > > > > > > > > >\n',
          'https://',
          'A-',
          'A',
          '[[a]]',
          '![![a](b)',
        ],
      ].map((unit) => [`${unit} again and again`, filled(unit)]),
    ),
    'brackets in brackets': '['.repeat(10_000) + ']'.repeat(10_000),
    'growing quotes': lines(190, (n) => `${'>'.repeat(n)} x`),
    'growing lists': lines(140, (n) => `${'  '.repeat(n)}- x`),
    'closed emphasis': `${'*a **b '.repeat(1_400)}${'c** d* '.repeat(1_400)}`,
    backticks: lines(190, (n) => '`'.repeat(n)).replaceAll('\n', ' '),
    'a long table': filled('| Blue | 2012 |\n').replace('\n', '\n| --- | --- |\n'),
    'a wide table': `${'|a'.repeat(2_500)}\n${'|-'.repeat(2_500)}\n${'|\n'.repeat(5_000)}`,
  }

  // What a text costs is compared with articles of this length in the same moment, the least of several tries each. On a machine of its own it is five times at
  // the most; what is allowed here is more, because other work shares this one.
  it('takes a few times as long for hostile text as for prose at the most', { timeout: 120_000, retry: 2 }, () => {
    const article = fs.readFileSync('content/k-pop-mvs-filmed-abroad.md', 'utf8').split('\n').filter((line) => line.length > 80).join('\n\n') // prettier-ignore
    const prose = filled(`${article}\n\n`)
    let number = 0
    const once = (text: string) => {
      const from = process.cpuUsage()
      renderProse(text)
      renderComment(`${text.slice(0, 8000)}${number++}`)
      return process.cpuUsage(from).user
    }
    const least = (text: string) => Math.min(once(text), once(text), once(text))
    for (let warm = 0; warm < 15; warm++) [prose, ...Object.values(hostile).slice(0, 8)].forEach(once)
    const slow = Object.entries(hostile).flatMap(([name, text]) => {
      const times = least(text) / Math.max(least(prose), 1)
      return times <= 8 ? [] : [`${name}: ${times.toFixed(1)} times`]
    })
    expect(slow).toEqual([])
  })

  it.each(Object.entries(hostile))('lets nothing dangerous out and loses no letter of %s', (_, text) => {
    for (const html of [renderComment(text), renderProse(text)]) {
      expect(dangers(html)).toEqual([])
      if (text.startsWith('a\n')) expect(html).toContain('a')
    }
  })

  it('shows a text that asks for too much as plain paragraphs with its lines', () => {
    const html = renderProse('*_'.repeat(9_000) + '\n**words**\n\nMore.')
    expect(html).toMatch(/<br>\*\*words\*\*<\/p>\n<p>More\.<\/p>$/)
    expect(html).not.toContain('<em>')
  })

  it('shows a text that asks for too much as the words that they are, in one line too', () => {
    const text = `<b> & "*_" ${'***a***'.repeat(2_900)}\n\n[a](b) \0`
    expect(renderProse(text)).toMatch(/^<p>&lt;b&gt; &amp; &quot;\*_&quot; \*\*\*a.*<\/p>\n<p>\[a\]\(b\) \ufffd<\/p>$/)
    expect(renderLine(text)).toMatch(/^&lt;b&gt; .* \[a\]\(b\) /)
    expect(excerpt(text, 30)).toMatch(/^<b> & "\*_"…$/)
  })

  it('shows the emphasis of long honest lists, and every sign in code', () => {
    const playlist = lines(61, (n) => `* **Artist ${n}** – *Song ${n}*`)
    for (const render of [renderProse, renderComment]) {
      expect(render(playlist).match(/<li><strong>Artist \d+<\/strong> – <em>Song \d+<\/em><\/li>/g)).toHaveLength(61)
      expect(render('```\n>>>>>>>>>> ten signs\n- - - - - - - - - - -\n```')).toContain('>>>>>>>>>> ten signs\n- - - - - - - - - - -')
    }
    const songs = lines(220, (n) => `${n + 1}. **Artist** – “Song” ([video](https://youtu.be/xyz${n}))`)
    expect(renderProse(songs).match(/<strong>/g)).toHaveLength(220)
    const table = lines(401, (n) => `| Song ${n} | ${1500 + n} |`).replace('\n', '\n| --- | --- |\n')
    expect(renderProse(table).match(/<tr>/g)).toHaveLength(401)
  })

  it('writes what readers may use in comments', () => {
    expect(renderComment('**Yes** and *no*, ~~maybe~~ `code`\nnext line')).toBe(
      '<p><strong>Yes</strong> and <em>no</em>, <del>maybe</del> <code>code</code><br>next line</p>',
    )
    expect(renderComment('[here](https://a.example) https://b.example/x.')).toBe(
      '<p><a href="https://a.example" rel="nofollow ugc noopener">here</a> <a href="https://b.example/x" rel="nofollow ugc noopener">https://b.example/x</a>.</p>',
    )
    expect(renderComment('# Big\n\n![x](https://a.example/i.png) <b>bold</b>')).not.toMatch(/<(h\d|img|b)\b/)
    expect(renderComment('[x](javascript:alert(1))')).not.toContain('href')
  })

  it('keeps hyphenated names together and says what is Korean', () => {
    expect(renderProse('The K-pop star 박서준')).toBe('<p>The <span class="nb">K-pop</span> star <span lang="ko">박서준</span></p>')
  })

  it('sets headings below those of the page', () => expect(renderProse('# One\n\n##### Five')).toBe('<h3>One</h3>\n<h6>Five</h6>'))

  it('writes a subheading on one line', () => expect(renderLine('in **Sandara’s** “Kiss”\n# no')).toBe('in <strong>Sandara’s</strong> “Kiss” # no'))

  it('keeps the lines of a quote together, and the items of a list', () => {
    const plain = (text: string) => renderProse(text).replaceAll('\n', ' ')
    expect(plain('> a\n> b\n>\n> c')).toBe('<blockquote> <p>a b</p> <p>c</p> </blockquote>')
    expect(plain('- a\n- b\n  - c\n- d')).toBe('<ul> <li>a</li> <li>b <ul> <li>c</li> </ul> </li> <li>d</li> </ul>')
    expect(plain('1. a\n2. b\n\n> - c\n> - d')).toBe('<ol> <li>a</li> <li>b</li> </ol> <blockquote> <ul> <li>c</li> <li>d</li> </ul> </blockquote>')
    expect([plain('- - -'), plain('* * *')]).toEqual(['<hr>', '<hr>'])
  })
  it('shows tables in a box of their own, with the alignment of their columns', () => {
    expect(renderProse('| Song | Year |\n| :--- | ---: |\n| *Blue* | 2012 |')).toBe(
      '<div class="table" role="group" aria-label="Table: Song, Year" tabindex="0"><table>\n<thead>\n<tr>\n<th align="left">Song</th>\n<th align="right">Year</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td align="left"><em>Blue</em></td>\n<td align="right">2012</td>\n</tr>\n</tbody>\n</table></div>',
    )
    expect(renderComment('| a | b |\n|---|---|')).not.toContain('<table')
  })

  it('shows footnotes with ids of their own for each text of a page, and loses none', () => {
    const text = 'A claim[^1] and a source[^src].\n\n[^1]: Oneword\n[^src]: https://example.com/interview\n[^unused]: Nobody sees this'
    const html = renderProse(text, 2, 'entry1')
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!)
    expect(ids).toHaveLength(4)
    expect(new Set(ids).size).toBe(4)
    for (const id of ids) expect(id).toMatch(/^note_entry1_/)
    for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id)
    for (const words of ['Oneword', '>https://example.com/interview</a>', 'Nobody sees this']) expect(html).toContain(words)
    expect(html).not.toMatch(/<h2|href="Oneword/)
    expect(renderProse(text, 2, 'entry2')).not.toContain('entry1')
    expect(excerpt(text)).toBe('A claim and a source. Nobody sees this')
  })

  it('ends an address where it ends', () => {
    const hrefs = (text: string) => [...renderProse(text).matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
    expect(hrefs('See https://en.wikipedia.org/wiki/Blue_(song), (https://a.example/b) or [x](https://c.example/d_(e)).')).toEqual([
      'https://en.wikipedia.org/wiki/Blue_(song)',
      'https://a.example/b',
      'https://c.example/d_(e)',
    ])
    expect(hrefs('https://youtu.be/abc를 보세요, https://a.example/?q=[b]! and https://.')).toEqual(['https://youtu.be/abc', 'https://a.example/?q=[b]'])
    expect(hrefs('HTTPS://A.example/x `https://no.example` [words https://b.example](https://c.example)')).toEqual(['https://A.example/x', 'https://c.example'])
  })

  it('keeps links to telephones, mail and music, in any case, and no other scheme', () => {
    const text = '[a](tel:+8210) [b](spotify:track:1) [c](MAILTO:a@b.example) [d](ftp://x) [e](intent:x) <MAILTO:d@e.example>'
    expect([...renderProse(text).matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
      'tel:+8210',
      'spotify:track:1',
      'mailto:a@b.example',
      'mailto:d@e.example',
    ])
  })

  it('shows an image as a link to it', () => {
    expect(renderProse('Look: ![A cover](https://example.com/c.png)')).toBe('<p>Look: <a href="https://example.com/c.png" rel="noopener">A cover</a></p>')
    expect(renderProse('[![A cover](c.png)](https://example.com/)')).toBe('<p><a href="https://example.com/" rel="noopener">A cover</a></p>')
  })

  it('keeps the language of code, in a box that the keyboard reaches', () => {
    expect(renderProse('```js\nlet a\n```')).toBe('<pre role="group" aria-label="Code" tabindex="0"><code class="language-js">let a\n</code></pre>')
  })

  it('knows emphasis beside Hangul', () => {
    expect(renderProse('**빅뱅(BIGBANG)**은 **“블루”**를 ~~(옛)~~말')).toMatch(
      /^<p><strong>.*BIGBANG.*<\/strong><span lang="ko">은<\/span> <strong>“.*”<\/strong>.*<del>.*<\/del>/,
    )
  })

  it('pairs signs of emphasis as CommonMark says', () => {
    for (const [text, html] of [
      ['*foo**bar**baz*', '<em>foo<strong>bar</strong>baz</em>'],
      ['***foo** bar*', '<em><strong>foo</strong> bar</em>'],
      ['*foo**bar*', '<em>foo**bar</em>'],
      ['foo***bar***baz', 'foo<em><strong>bar</strong></em>baz'],
      ['**foo*', '*<em>foo</em>'],
      ['**foo **bar baz**', '**foo <strong>bar baz</strong>'],
      ['*foo __bar *baz bim__ bam*', '<em>foo <strong>bar *baz bim</strong> bam</em>'],
      ['*[bar*](/url)', '*<a href="/url">bar*</a>'],
      ['_foo_bar_baz_', '<em>foo_bar_baz</em>'],
      ['foo______bar_________baz', 'foo______bar_________baz'],
      ['**foo "*bar*" foo**', '<strong>foo "<em>bar</em>" foo</strong>'],
      ['*a ~~b* c~~', '<em>a ~~b</em> c~~'],
    ] as const)
      expect(renderProse(text)).toBe(`<p>${html}</p>`)
  })

  it('cuts an excerpt at a word', () => expect(excerpt('Some *words* that\n\ngo on and on', 20)).toBe('Some words that go…'))
})

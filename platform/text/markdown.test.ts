import fc from 'fast-check'
import { parseFragment, type DefaultTreeAdapterMap } from 'parse5'
import { describe, expect, it } from 'vitest'
import { renderComment } from '@/features/comments/markdown'
import { excerpt, renderLine, renderProse } from '@/features/articles/markdown'

type Node = DefaultTreeAdapterMap['node']

const tags = new Set('p em strong del a blockquote ul ol li code pre br hr h2 h3 h4 h5 h6 span'.split(' '))
const attributes = new Set(['href', 'rel', 'title', 'start', 'class', 'lang'])

/** Everything in a browser's reading of the HTML that we did not mean to let through. */
function dangers(html: string): string[] {
  const found: string[] = []
  const visit = (node: Node) => {
    if ('tagName' in node) {
      if (!tags.has(node.tagName)) found.push(`<${node.tagName}>`)
      for (const { name, value } of node.attrs) {
        if (!attributes.has(name)) found.push(`${name}=`)
        if (name === 'href' && /^\s*[a-z0-9+.-]+:/i.test(value) && !/^(https?|mailto):/i.test(value)) found.push(value)
        if (name === 'class' && value !== 'nb') found.push(`class=${value}`)
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

describe('Markdown', () => {
  it('lets nothing dangerous out, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(junk, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        for (const render of [renderComment, renderProse, renderLine]) expect(dangers(render(text))).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  it.each([
    ['quotes', '>'.repeat(20_000)],
    ['quotes on many lines', '> > > > > > > > > >\n'.repeat(1000)],
    ['growing quotes', Array.from({ length: 190 }, (_, i) => `${'>'.repeat(i)} x`).join('\n')],
    ['lists', '- '.repeat(10_000)],
    ['numbered lists', '1. '.repeat(6_600)],
    ['growing lists', Array.from({ length: 140 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')],
    ['emphasis', '*a _b '.repeat(3_300)],
    ['closed emphasis', `${'*a **b '.repeat(1_400)}${'c** d* '.repeat(1_400)}`],
    ['stars', '*'.repeat(20_000)],
    ['brackets', '['.repeat(20_000)],
    ['links in links', '[a]('.repeat(5_000)],
    ['images', '![a]('.repeat(4_000)],
    ['backticks', Array.from({ length: 190 }, (_, i) => '`'.repeat(i)).join(' ')],
    ['tildes', '~~a '.repeat(5_000)],
    ['tags', '<a '.repeat(6_600)],
    ['comments', '<!--'.repeat(5_000)],
    ['entities', '&amp'.repeat(5_000)],
    ['definitions', '[a]: b\n'.repeat(2_800)],
    ['escapes', '\\'.repeat(20_000)],
    ['addresses', 'https://'.repeat(2_500)],
    ['hyphens', 'A-'.repeat(10_000)],
  ])('takes 20,000 characters of %s in its stride', (_, text) => {
    // Processor time: other tests run beside this one.
    const started = process.cpuUsage()
    const rendered = [renderComment(text), renderProse(text)]
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(4000)
    expect(rendered.flatMap(dangers)).toEqual([])
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

  it('cuts an excerpt at a word', () => expect(excerpt('Some *words* that\n\ngo on and on', 20)).toBe('Some words that go…'))
})

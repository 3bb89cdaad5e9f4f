import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import { markdownFromHtml } from './html-to-markdown'
import { renderMarkdown } from './markdown'

const docs = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0"><h2 dir="ltr" style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;white-space:pre-wrap;">Where it was shot</span></h2><p dir="ltr"><span style="font-weight:700;">BIGBANG </span><span style="font-weight:400;">flew to </span><span style="font-weight:400;font-style:italic;">New York</span><span style="font-weight:400;"> in winter; see </span><a href="https://www.google.com/url?q=https://example.com/a_b&amp;sa=D&amp;usg=x" style="text-decoration:none;"><span style="text-decoration:underline;">the video</span></a><span style="font-weight:400;">. 5 * 3 = 15, snake_case &amp; [brackets].</span></p><br /><p dir="ltr"><span style="font-weight:700;font-style:italic;">Both</span><span> and 1984. a year<br>second line</span></p><ul style="margin-top:0;"><li dir="ltr" aria-level="1"><p role="presentation"><span style="font-weight:400;">the red door</span></p></li><li aria-level="1"><p><span style="font-weight:700;">the shop</span></p></li><ul><li aria-level="2"><p><span>blue sign</span></p></li></ul><li aria-level="1"><p><span>the bridge</span></p></li></ul><ol><li><p><span>first</span></p></li><li><p><span>second 빅뱅</span></p></li></ol><div align="left"><table style="border:none;"><colgroup><col /><col /></colgroup><tbody><tr><td><p><span style="font-weight:700;">Place</span></p></td><td><p><span style="font-weight:700;">Street</span></p></td></tr><tr><td><p><span>Pub | bar</span></p></td><td><p><span>Curtain Road</span></p></td></tr></tbody></table></div></b><br class="Apple-interchange-newline">`

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><title>Draft</title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;} @list l0 {mso-list-id:1;} --></style></head><body lang=EN-GB><!--StartFragment--><p class=MsoTitle>Three videos<o:p></o:p></p><h1>Where it was shot<o:p></o:p></h1><p class=MsoNormal><b><span style='font-size:12.0pt'>BIGBANG</span></b> flew to <i style='mso-bidi-font-style:normal'>New
York</i> in winter.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>the red door<o:p></o:p></p><p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span><![endif]>a <b>blue</b> sign<o:p></o:p></p><p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>the bridge<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>first<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>second<o:p></o:p></p><p class=MsoQuote>A line.<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a></span> Rest.</p><p style='mso-hide:all'>Hidden</p><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Is it so?</p></div></div><!--EndFragment--></body></html>`

const wordpress = `<!-- wp:heading --><h2 class="wp-block-heading" id="x">1. G-Dragon</h2><!-- /wp:heading --><figure class="wp-block-embed is-provider-youtube"><div class="wp-block-embed__wrapper">
https://youtu.be/RKhsHGfrFmY
</div><figcaption>The video</figcaption></figure><figure class="wp-block-image"><a href="https://example.com/big.jpg"><img loading="lazy" src="https://example.com/a_b (1).jpg" alt="A *star*"/></a></figure><p>Text with <del>struck</del> words,<br>a <code>code</code>.</p><blockquote class="wp-block-quote"><p>Said.</p><ul><li>one</li></ul><cite>Somebody</cite></blockquote><iframe src="https://player.vimeo.com/video/76979871?h=8272103f6e"></iframe><hr class="wp-block-separator"/><pre class="wp-block-code"><code>a *b*
c</code></pre>`

const notion = `<!DOCTYPE html><html><body><!--notionvc: 0--><h3>Blue</h3><p>One <strong>two</strong></p><details><summary>More</summary><p>inside</p></details><ol><li>a<ul><li>b<ol start="3"><li>c</li></ol></li></ul></li><li>d</li></ol></body></html>`

describe('converts what these programs put on the clipboard', () => {
  it('Google Docs', () => {
    expect(markdownFromHtml(docs).markdown).toBe(
      [
        '#### Where it was shot',
        '**BIGBANG** flew to *New York* in winter; see [the video](https://example.com/a_b). 5 \\* 3 = 15, snake_case & \\[brackets\\].',
        '***Both*** and 1984. a year\\\nsecond line',
        '- the red door\n- **the shop**\n   - blue sign\n- the bridge',
        '1. first\n2. second 빅뱅',
        '| **Place** | **Street** |\n| --- | --- |\n| Pub \\| bar | Curtain Road |',
      ].join('\n\n'),
    )
  })

  it('a text of this site with a spoiler, and strokes that are none', () => {
    const stroke = '<span data-spoiler="||">||</span>'
    const { markdown, characters } = markdownFromHtml(`<p>She ||leaves|| a || b, <b>and ${stroke}he${stroke}</b> <span data-spoiler="||">*</span></p>`)
    expect(markdown).toBe('She \\||leaves\\|| a || b, **and ||he||** \\*')
    expect(characters.kept).toBe(characters.seen)
  })

  it('Word', () => {
    const { markdown, title, characters } = markdownFromHtml(word, { headingLevel: (level) => level })
    expect(markdown).toBe(
      [
        '# Three videos',
        '# Where it was shot',
        '**BIGBANG** flew to *New York* in winter.',
        '- the red door\n  - a **blue** sign\n- the bridge',
        '1. first\n2. second',
        '> A line. Rest.',
      ].join('\n\n'),
    )
    expect(title).toBe('Draft')
    expect(characters).toMatchObject({ leftOut: { 'not shown': 6, 'a remark in the margin': expect.any(Number) } })
    expect(characters.kept).toBe(characters.seen)
  })

  it('WordPress', () => {
    const { markdown, images, videos } = markdownFromHtml(wordpress)
    expect(markdown).toBe(
      [
        '#### 1. G-Dragon',
        'https://youtu.be/RKhsHGfrFmY',
        'The video',
        '![A \\*star\\*](https://example.com/a_b%20(1).jpg)',
        'Text with ~~struck~~ words,\\\na `code`.',
        '> Said.\n>\n> - one\n>\n> — Somebody',
        'https://vimeo.com/76979871/8272103f6e',
        '---',
        '```\na *b*\nc\n```',
      ].join('\n\n'),
    )
    expect(images).toEqual([{ src: 'https://example.com/a_b (1).jpg', alt: 'A *star*' }])
    expect(videos.map(({ service, id }) => `${service} ${id}`)).toEqual(['youtube RKhsHGfrFmY', 'vimeo 76979871'])
  })

  it('Notion', () => {
    expect(markdownFromHtml(notion).markdown).toBe('#### Blue\n\nOne **two**\n\nMore\n\ninside\n\n1. a\n   - b\n\n     3. c\n2. d')
  })
})

it.each([
  ['<span style="font-weight:bold">“빅뱅”</span>의', '**“빅뱅”**의'],
  ['<b>“Kiss”</b>s', '“**Kiss**”s'],
  ['in <b>“Blue”,</b>they', 'in “**Blue**”,they'],
  ['<i> spaced </i>out', '*spaced* out'],
  ['<b>bold </b><b>more</b>', '**bold more**'],
  ['<b>a</b><i>b</i>', '**a***b*'],
  ['<b><i>a</i></b><i>b</i>', '***a**b*'],
  ['a<b>b<i>c</i></b>d', 'a**b*c***d'],
  ['<b>one<br><br>two</b>', '**one**\n\n**two**'],
  ['<b><a href="https://example.com/">x</a></b>y', '[**x**](https://example.com/)y'],
  ['Hi!<a href="https://example.com/">x</a>', 'Hi\\![x](https://example.com/)'],
  [
    '<p># no heading</p><p>- no list</p><p>3. no list</p><p>&gt; no quote</p><p>---</p>',
    '\\# no heading\n\n\\- no list\n\n3\\. no list\n\n\\> no quote\n\n\\---',
  ],
  ['a<br>1. b<br>===', 'a\\\n1\\. b\\\n\\==='],
  ['~~no~~ <s>yes</s>', '\\~\\~no\\~\\~ ~~yes~~'],
  ['&amp;amp; &lt;https://example.com&gt; &lt;b&gt;', '\\&amp; \\<https://example.com> \\<b>'],
  ['<a href="javascript:alert(1)">x</a><a href="/there">y</a>', 'xy'],
  ['<img src="data:image/png;base64,AAAA" alt="x">', ''],
  // Copied out of a text of this site.
  ['<img src="/media/0k3mnpqrst0123456789" alt="A *roof*" title="He said &quot;no&quot;">', '![A \\*roof\\*](/media/0k3mnpqrst0123456789 "He said \\"no\\"")'],
  ['<img src="/media/0K3MNPQRST0123456789" alt="x">', ''],
  ['<div>a<div>b</div>c</div>', 'a\n\nb\n\nc'],
  ['<h1>C #</h1>', '#### C \\#'],
  ['<p style="display:none">a</p><p hidden>b</p><span style="font-size:0">c</span><script>d</script><button>e</button>f', 'f'],
  ['<ul>stray<li>a</li></ul>', '- stray\n- a'],
  ['<table><tr><td>a</td></tr><tr><td><h2>b</h2></td></tr></table>', 'a\n\n#### b'],
  ['<table><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr></table>', '| a |  |\n| --- | --- |\n| b | c |'],
  ['<ol><li><h2>One</h2><p>Words</p></li></ol>', '#### One\n\nWords'],
  ['<q>so</q>', '“so”'],
  ['plain', 'plain'],
  ['', ''],
])('%s', (html, markdown) => {
  expect(markdownFromHtml(html).markdown).toBe(markdown)
})

it('lets the caller write pictures, and take those in the text itself to the media store', () => {
  const { markdown, images } = markdownFromHtml('<p>a <img src="data:image/png;base64,AAAA" alt="b"></p>', { image: (_, index) => `![](picture-${index})` })
  expect(markdown).toBe('a ![](picture-0)')
  expect(images).toEqual([{ src: 'data:image/png;base64,AAAA', alt: 'b' }])
})

it('takes of a page its article, and says what stood beside it', () => {
  const page = '<nav>Home</nav><header><h1>Title</h1></header><article><p>Much longer than all the rest of it.</p></article><footer>Imprint</footer>'
  const { markdown, characters } = markdownFromHtml(page, { articleOnly: true, headingLevel: (level) => level })
  expect(markdown).toBe('# Title\n\nMuch longer than all the rest of it.')
  expect(characters.leftOut).toEqual({ 'outside the article': 11 })
})

it('knows the line of each block', () => {
  expect(markdownFromHtml('<p>a</p>\n\n<ul>\n<li>b</li></ul>\n<div>c</div>', { positions: true }).blocks.map(({ line }) => line)).toEqual([1, 3, 5])
})

const hostile: Record<string, string> = {
  'tags that nest': '<div>'.repeat(600_000) + 'a',
  'lists that nest': '<ul><li>'.repeat(400_000) + 'a',
  'paragraphs in formatting': Array.from({ length: 400 }, (_, index) => `<b id=${index}>`).join('') + '<p>a'.repeat(300_000),
  'formatting that is opened anew': `<p>${Array.from({ length: 400 }, (_, index) => `<b id=${index}>`).join('')}</p>` + '<p>a</p>'.repeat(600_000),
  'quotes that nest': '<blockquote>a'.repeat(300) + '<p>b'.repeat(100_000),
  'lists in items': '<ul><li>a'.repeat(200) + '<li>b'.repeat(50_000),
  'a tag of attributes': `<p ${Array.from({ length: 300_000 }, (_, index) => `a${index}=1`).join(' ')}>a`,
  'words before a table': '<table>' + '<i>a</i>'.repeat(200_000),
  'signs of emphasis': '<b>a</b><i>b</i>'.repeat(60_000),
  'quotation marks': '<b>“</b>a'.repeat(100_000),
  blanks: `<p>a${' '.repeat(4_000_000)}b`,
  'blanks in bold': `<b>${' '.repeat(2_000_000)}</b>`.repeat(2),
  breaks: '<br>'.repeat(400_000),
  'open comment': '<!--'.repeat(1_000_000),
  'style of declarations': `<p style="${'a:b;'.repeat(1_000_000)}">a`,
  'wide table': `<table><tr>${'<td>a'.repeat(2000)}</tr>${'<tr><td>b'.repeat(60_000)}</table>`,
  entities: '&amp;lt;'.repeat(600_000),
  backticks: '<code>`</code>'.repeat(100_000),
  brackets: '['.repeat(4_000_000),
  'signs in bold': `<b>${'*'.repeat(1_000_000)}</b>a`,
}

it.each(Object.keys(hostile))('takes megabytes of %s', (name) => {
  const { characters } = markdownFromHtml(hostile[name]!)
  expect(characters.kept).toBe(characters.seen)
})

/** The words of rendered HTML and which of them are bold or in italics. */
function looks(html: string): string[] {
  const found: string[] = []
  const walk = (node: DefaultTreeAdapterTypes.ChildNode, look: string) => {
    if (node.nodeName === '#text') for (const letter of (node as DefaultTreeAdapterTypes.TextNode).value.replaceAll(/\s/g, '')) found.push(letter + look)
    const mark = { strong: 'b', em: 'i', del: 's' }[node.nodeName] ?? ''
    if ('childNodes' in node) for (const child of node.childNodes) walk(child, look.includes(mark) ? look : look + mark)
  }
  parseFragment(html).childNodes.forEach((node) => walk(node, ''))
  return found
}

it('reads back as it was', () => {
  for (const html of [docs, notion]) {
    const back = renderMarkdown(markdownFromHtml(html).markdown)
    expect(
      looks(back)
        .map((one) => one[0])
        .join(''),
    ).toBe(
      looks(html)
        .map((one) => one[0])
        .join(''),
    )
  }
})

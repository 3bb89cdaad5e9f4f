import { expect, test, describe, it } from 'vitest'
import fc from 'fast-check'
import { anyMarkdown } from '@/tests/factories/any-markdown'
import { fileName } from '@/features/media/file-names'
import { pictureFinder, pictureIdOf, pictureIdsIn } from '@/features/media/document/text-pictures'
import { renderProse, renderLine, excerpt } from './markdown'
import { imagesOf } from './images'
import { problemsOf } from './problems-of'
import { keepEdition, withPictures } from './reading/edition'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { plainText, renderMarkdown } from '@/platform/text/markdown'
import { maxPicturesInText, type TextPicture } from '@/platform/text/pictures'

const id = '0k3mnpqrst0123456789'
const gone = '0k3mnpqrst9876543210'
const file = 'ab'.repeat(16)
const set = (format: 'avif' | 'webp' | 'jpg') => [320, 640].map((width) => `/media/${fileName(file, width, format)} ${width}w`).join(', ')
const picture: TextPicture = {
  src: `/media/${fileName(file, 640, 'jpg')}`,
  width: 640,
  height: 480,
  sources: { avif: set('avif'), webp: set('webp'), jpg: set('jpg') },
  alt: 'A lantern',
  credit: '',
}
const find = (shown: Partial<TextPicture> = {}) => pictureFinder(new Map([[id, { ...picture, ...shown }]]))
const render = (markdown: string, shown: Partial<TextPicture> = {}) => renderProse(markdown, 2, 'text', find(shown))

const sizes = '(max-width: 44rem) 92vw, 41rem'
const html = (alt: string) =>
  `<picture><source type="image/avif" srcset="${set('avif')}" sizes="${sizes}"><source type="image/webp" srcset="${set('webp')}" sizes="${sizes}">` +
  `<img src="${picture.src}" srcset="${set('jpg')}" sizes="${sizes}" alt="${alt}" width="640" height="480" loading="lazy" decoding="async"></picture>`

describe('a picture of this site in a text', () => {
  it('is a figure where it stands alone, with its caption and who took it', () => {
    expect(render(`One.\n\n![A roof](/media/${id})\n\nTwo.`)).toBe(`<p>One.</p>\n<figure>${html('A roof')}</figure>\n<p>Two.</p>`)
    expect(render(`![A roof](/media/${id} "At *night* & <b>")`, { credit: 'Photo: Kim' })).toBe(
      `<figure>${html('A roof')}<figcaption>At *night* &#x26; &#x3C;b><br><small>Photo: Kim</small></figcaption></figure>`,
    )
    expect(render(`![A roof](/media/${id})`, { credit: '사진: 김' })).toContain(
      '<figcaption><small><span lang="ko">사진</span>: <span lang="ko">김</span></small>',
    )
  })

  it('is the picture alone among words, in lists, tables, headings, links and notes', () => {
    expect(render(`Look: ![A roof](/media/${id}) there`)).toBe(`<p>Look: ${html('A roof')} there</p>`)
    expect(render(`- ![A roof](/media/${id})`)).toContain(`<li>${html('A roof')}</li>`)
    expect(render(`| a |\n| - |\n| ![A roof](/media/${id} "B") |`)).toContain(`<td>${html('A roof')}</td>`)
    expect(render(`# ![A roof](/media/${id})`)).toBe(`<h3>${html('A roof')}</h3>`)
    expect(render(`[![A roof](/media/${id})](https://example.com/)`)).toBe(`<p><a href="https://example.com/" rel="noopener">${html('A roof')}</a></p>`)
    expect(render(`A[^1]\n\n[^1]: ![A roof](/media/${id})`)).toContain(`<p>${html('A roof')} <a href="#note_text_fnref-1"`)
    expect(render(`> ![A roof](/media/${id})`)).toContain(`<figure>${html('A roof')}</figure>`)
  })

  it('two in one paragraph are two figures, also the same twice', () => {
    const figure = `<figure>${html('A')}</figure>`
    expect(render(`![A](/media/${id})\n![A](/media/${id})`)).toBe(figure + figure)
    expect(render(`![A](/media/${id})  \n![A](/media/${id})`)).toBe(figure + figure)
  })

  it('is named by a reference too', () => {
    expect(render(`![A roof][r]\n\n[r]: /media/${id} "At night"`)).toBe(`<figure>${html('A roof')}<figcaption>At night</figcaption></figure>`)
  })

  it('has the words of the text, else its own; decoration has none', () => {
    expect(render(`![](/media/${id})`)).toContain('alt="A lantern"')
    expect(render(`![](/media/${id})`, { alt: '' })).toContain('alt=""')
    expect(render(`![A \\] [roof] "quoted" 지붕](/media/${id})`)).toContain('alt="A ] [roof] &#x22;quoted&#x22; 지붕"')
    expect(render(`![${'word '.repeat(400)}](/media/${id})`)).toContain(`alt="${'word '.repeat(400).trim()}"`)
  })

  it('that is tall beside its width is marked, so that it leaves room', () => {
    expect(render(`![A](/media/${id})`, { height: 1200 })).toContain('<img class="tall" src=')
  })

  it('that is not there leaves its words', () => {
    expect(render(`![A *roof*](/media/${gone} "At night")`)).toBe('<p>A roof. At night</p>')
    expect(render(`Look: ![A roof](/media/${gone})`)).toBe('<p>Look: A roof</p>')
    expect(render(`One\n\n![](/media/${gone})`)).toBe('<p>One</p>\n')
  })

  it('more than a page can carry stay links', () => {
    const many = render(`![A](/media/${id}) and `.repeat(500))
    expect(many.match(/<picture>/g)).toHaveLength(maxPicturesInText)
    expect(many.match(/<a href="\/media\/[0-9a-z]{20}">/g)).toHaveLength(500 - maxPicturesInText)
    expect(render(Array(500).fill(`![A](/media/${id})`).join('\n\n')).match(/<figure>/g)).toHaveLength(maxPicturesInText)
  })
})

test.each([
  '/media/../x',
  `/media/${id}?x`,
  `/media/${id}#x`,
  `//evil.example/media/${id}`,
  `https://evil.example/media/${id}`,
  `/media/${id.toUpperCase()}`,
  `/media/${id}/`,
  `/media/${id}0`,
  `media/${id}`,
  `/media/${fileName(file, 640, 'jpg')}`,
  `/media/%30${id.slice(1)}`,
])('%s is no picture of this site: a link, as ever', (address) => {
  expect(pictureIdOf(address)).toBeNull()
  expect(render(`![A](${address})`)).toBe(renderProse(`![A](${address})`))
  expect(render(`![A](${address})`)).not.toContain('<img')
})

test('what is looked up is what the text names, and no more', () => {
  expect(pictureIdsIn([`![A](/media/${id}) ![B](/media/${id})`, `[r]: /media/${gone}`, 'no', `/media/${file}-320.avif /media/${id.toUpperCase()}`])).toEqual([
    id,
    gone,
  ])
})

test('plain text has its words; subheadings, and prose of other kinds, show a link', () => {
  expect(plainText(`One ![A roof](/media/${id} "At night") two`)).toBe('One A roof two')
  expect(excerpt(`![A roof](/media/${id})\n\nTwo`)).toBe('A roof Two')
  expect(renderLine(`![A](/media/${id})`)).toBe(`<a href="/media/${id}">A</a>`)
  expect(renderMarkdown(`![A](/media/${id})`)).toBe(`<p><a href="/media/${id}">A</a></p>`)
})

test('no address gets in but that of a file of ours, whatever the store says', () => {
  const hostile = [
    { src: 'https://evil.example/a.jpg' },
    { src: 'javascript:alert(1)' },
    { sources: { ...picture.sources, avif: 'https://evil.example/a.avif 320w' } },
    { sources: { ...picture.sources, jpg: `${set('jpg')}, //evil.example/a.jpg 1w` } },
    { sources: { ...picture.sources, webp: 'x" onerror="alert(1)' } },
  ]
  for (const shown of hostile) expect(render(`![A](/media/${id})`, shown)).not.toMatch(/evil|javascript|onerror/)
})

test('a text without pictures is the same, byte for byte, whether or not the page has some', () => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => {
      if (!markdown.includes(`/media/${id}`)) expect(renderMarkdown(markdown, { pictures: find() })).toBe(renderMarkdown(markdown))
    }),
    { numRuns: 200 },
  )
})

test('of all texts of a list so many are shown, and more are refused', () => {
  const body = Array(100).fill(`![](/media/${id})`).join(' ')
  const document = makeDocument(
    'Roofs',
    Array.from({ length: 7 }, (_, index) => makeEntry(`Entry ${index}`, { body })),
  )
  const kept = keepEdition('of-many-pictures', document)
  const { prose } = withPictures(kept, new Map([[id, { ...picture, alt: '', credit: '' }]]) as never)
  const shown = [...prose.entries.values()].map(({ body: html }) => html.match(/<picture>/g)?.length ?? 0)
  expect(shown).toEqual([100, 100, 100, 100, 100, 0, 0])
  expect(problemsOf(document)).toEqual([{ path: ['entries', 5, 'body'], message: expect.stringContaining('At most 500 pictures stand in one list') }])
})

test('what other programs would take for HTML is looked through for images as the page reads it', () => {
  const text = `<p align="center">\n![A](/media/${gone})\n</p>\n\n<!-- ![B](https://example.com/b.png) -->`
  expect(render(text).match(/<a href/g)).toHaveLength(1)
  expect(imagesOf(text)).toMatchObject([
    { id: gone, line: 2 },
    { id: null, address: 'https://example.com/b.png', line: 5 },
  ])
})

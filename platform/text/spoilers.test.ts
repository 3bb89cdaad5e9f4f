import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyMarkdown } from '@/tests/factories/any-markdown'
import { plainText, renderInline, renderMarkdown } from './markdown'
import { hasSpoiler, hideSpoilers, withSpoilerLinks } from './spoilers'

const body = (text: string) => renderMarkdown(text, { notes: 'e1', bareLinks: true })
const spoiler = (number: number, words: string) =>
  `<button type="button" popovertarget="note_e1_s${number}">Spoiler</button><bdi id="note_e1_s${number}" popover="auto">${words}</bdi>`

describe('words between strokes', () => {
  test.each([
    ['She ||leaves|| him.', `<p>She ${spoiler(1, 'leaves')} him.</p>`],
    ['||She **leaves** him.|| ||Twice||', `<p>${spoiler(1, 'She <strong>leaves</strong> him.')} ${spoiler(2, 'Twice')}</p>`],
    ['- ||a||', `<ul>\n<li>${spoiler(1, 'a')}</li>\n</ul>`],
    ['**a ||b||**', `<p><strong>a ${spoiler(1, 'b')}</strong></p>`],
    ['||a [b](/c)||', `<p>${spoiler(1, 'a <a href="/c">b</a>')}</p>`],
    ['||빅뱅||은', `<p>${spoiler(1, '<span lang="ko">빅뱅</span>')}<span lang="ko">은</span></p>`],
    ['||one\ntwo||', `<p>${spoiler(1, 'one\ntwo')}</p>`],
    ['||a ||b||', `<p>||a ${spoiler(1, 'b')}</p>`],
  ])('%s are asked for', (text, html) => expect(body(text)).toBe(html))

  test.each(['a || b || c', '||a', 'a||', '|||a|||', '||||', '`||a||`', '\\||a||', '||a\n\nb||', '    ||a||', '**||a** b||', '||', '| a || b |'])(
    '%j hides nothing',
    (text) => {
      expect(hasSpoiler(body(text))).toBe(false)
      expect(plainText(text)).not.toContain('…')
    },
  )
  test('in a link they are text: a button cannot stand in one', () => expect(body('[a ||b||](/c)')).toBe('<p><a href="/c">a ||b||</a></p>'))
  test('in a table a stroke ends a cell', () => expect(body('| a |\n|---|\n| ||b|| |')).not.toContain('popover'))
  test('only bodies have them: no line, and nothing that readers write', () => {
    expect(renderInline('||a||')).toBe('||a||')
    expect(renderMarkdown('||a||')).toBe('<p>||a||</p>')
  })
})

test('what is hidden is nowhere that shows plain text', () => {
  expect(plainText('She ||leaves him|| at **the** end.')).toBe('She … at the end.')
  const deep = `${'> '.repeat(7)}${'- '.repeat(7)}||secret||`
  expect(plainText(deep)).not.toContain('secret')
  expect(hideSpoilers('a ||se|cret|| b || c')).toBe('a … b || c')
  fc.assert(
    fc.property(anyMarkdown, fc.constantFrom('', '> ', '- ', '**b** '), (text, before) => {
      // Its own paragraph, whatever stands before and behind it.
      expect(plainText(`${text}\n\n\n# A\n\n${before}||secretword|| b`).split(' # A').at(-1)).not.toContain('secretword b')
    }),
    { numRuns: 200 },
  )
})

test('a text without strokes is shown as it always was', () => {
  fc.assert(
    fc.property(anyMarkdown, (text) => {
      fc.pre(!text.includes('||'))
      const html = body(text)
      expect(hasSpoiler(html)).toBe(false)
      expect(html).not.toContain('<bdi')
    }),
    { numRuns: 300 },
  )
})

test('programs that cannot hide get a link', () => {
  const html = body('She ||**leaves** 빅뱅|| and ||x||.')
  expect(withSpoilerLinks(html, 'https://a.example/l')).toBe(
    '<p>She <a href="https://a.example/l">Spoiler</a> and <a href="https://a.example/l">Spoiler</a>.</p>',
  )
})

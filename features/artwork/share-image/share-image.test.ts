import { describe, expect, test } from 'vitest'
import { cardHash, drawCard, shareAddress, type Card } from './card'
import { pngOf, toPng } from './png'
import { drawable, fit, line, widthOf, wrap } from './text'

const card: Card = {
  kind: 'article',
  id: 'actors00',
  site: 'Lightstick',
  kicker: 'K-drama Flashback',
  title: '12 classic K-pop MVs with K-drama actors',
  sub: '',
  numeral: 12,
  entries: 12,
  pins: [],
}
const long = 'The 25 most unforgettable K-pop music videos filmed in cities nobody expected to see them'
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]
const words = (text: string) =>
  toPng(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80">${line(text, { x: 10, y: 60, size: 50, weight: '800', fill: '#000' })}</svg>`)

describe('share images', () => {
  test('are PNG files of 1200 × 630, the same every time', async () => {
    const first = await toPng(drawCard(card))
    expect(first.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]))
    expect(sizeOf(first)).toEqual([1200, 630])
    expect((await toPng(drawCard(card))).equals(first)).toBe(true)
    expect((await pngOf(card)).equals(first)).toBe(true)
  })

  test('show Hangul in its own shapes, not as boxes', async () => {
    const drawn = await Promise.all(['박서준', '이민호', '송중기'].map(words))
    const nothing = await words('')
    // A missing glyph would make different names of one length the same picture.
    expect(new Set(drawn.map((png) => png.toString('base64'))).size).toBe(3)
    for (const png of drawn) expect(png.equals(nothing)).toBe(false)
    const unbundled = await toPng(
      `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80">${line('박서준', { x: 10, y: 60, size: 50, weight: '800', fill: '#000' })
        .replace(/Pretendard ExtraBold/g, 'Bricolage Grotesque')
        .replace(/박서준/g, '\u30d1\u30af\u30bd')}</svg>`,
    )
    expect(drawn[0]!.equals(unbundled)).toBe(false)
  })

  test('fit a title of 90 characters without losing a word', () => {
    expect(long.length).toBeGreaterThanOrEqual(85)
    const svg = drawCard({ ...card, title: long })
    for (const word of long.split(' ')) expect(svg).toContain(word)
    const hangul = '드라마 배우가 출연한 잊을 수 없는 케이팝 뮤직비디오 열두 편'
    for (const word of hangul.split(' ')) expect(drawCard({ ...card, title: hangul })).toContain(word)
  })

  test('stay well-formed whatever the words are', async () => {
    const svg = drawCard({ ...card, title: '<b>“R&B”</b> ]]> 🎉 \u0000 &amp; パク', kicker: '"', sub: "'<'" })
    expect(svg).not.toMatch(/<b>|🎉|\u0000/)
    expect(sizeOf(await toPng(svg))).toEqual([1200, 630])
  })

  test('have an address that follows what they show', () => {
    expect(shareAddress(card)).toMatch(/^\/share\/article-actors00-[0-9a-f]{12}\.png$/)
    expect(cardHash({ ...card, title: 'Other' })).not.toBe(cardHash(card))
  })
})

describe('the setting of words', () => {
  test('keeps every line within its measure', () => {
    for (const size of [96, 58, 40]) for (const text of wrap(long, 690, size, '800')) expect(widthOf(text, size, '800')).toBeLessThanOrEqual(690)
    for (const text of wrap('가'.repeat(60), 690, 60, '800')) expect(widthOf(text, 60, '800')).toBeLessThanOrEqual(690)
  })

  test('cuts what cannot fit with an ellipsis', () => {
    const set = fit('word '.repeat(200), 300, [{ size: 40, lines: 2 }], '800')
    expect(set.lines).toHaveLength(2)
    expect(set.lines[1]).toMatch(/…$/)
  })

  test('composes Hangul and leaves out what it cannot draw', () => {
    expect(drawable('방탄\u1112\u1161\u11ab 🎤 K\u2011pop')).toBe('방탄한 K-pop')
  })
})

import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { plainText, renderMarkdown } from './markdown'
import { isMarkdown, plainToMarkdown } from './plain-to-markdown'

describe('a plain text', () => {
  it.each([
    ['*sighs* and _waits_', '\\*sighs\\* and \\_waits\\_'],
    ['snake_case and 2 * 3 * 4', 'snake_case and 2 \\* 3 \\* 4'],
    ['#1 is # 2', '#1 is # 2'],
    ['# one line', '\\# one line'],
    ['1. Blue', '1\\. Blue'],
    ['- Mina', '\\- Mina'],
    ['See https://x.example/_a_b*c and <https://y.example/_d_>', 'See https://x.example/_a_b*c and <https://y.example/_d_>'],
    ['https://x.example/a\\<b', 'https://x.example/a\\\\\\<b'],
    ['||no|| a || b |||c|||', '\\||no\\|| a || b |||c|||'],
    ['[sic] <b>', '\\[sic\\] \\<b>'],
    ['Mina: hello\nNoah: hi', 'Mina: hello\n\nNoah: hi'],
    ['One verse\nof two lines\n\nAnother\nverse', 'One verse\\\nof two lines\n\nAnother\\\nverse'],
    ['1. Blue\nIt rains.\n2. Haru\nIt snows.', '1\\. Blue\n\nIt rains.\n\n2\\. Haru\n\nIt snows.'],
    ['    indented\n\n\n\nfar', 'indented\n\nfar'],
    ['Words', 'Words'],
    [' *a* ', ' \\*a\\* '],
    ['Words\n', 'Words'],
    ['', ''],
  ])('%j is written %j', (text, markdown) => {
    expect(plainToMarkdown(text)).toBe(markdown)
  })

  it('that is broken at a margin has paragraphs', () => {
    const line = 'A music video needs a reason to leave the studio, and for years most'
    const text = `${line}\n${line}\n${line}\nof them could not.\n\n${line}\n${line}\nEnd.`
    expect(plainToMarkdown(text)).toBe(text)
  })

  const signs = fc.array(fc.constantFrom(...'*_#1.-+>[]()~|\\<&;!`^="\' \n', 'a', 'b', ' ', '\n', '한', 'https://a.example/b_c'), { maxLength: 40 })
  test('says the words that it had, whatever signs are among them', () => {
    const words = (text: string) => text.replaceAll(/\s+/g, '')
    fc.assert(
      fc.property(signs, (all) => {
        const text = all.join('')
        fc.pre(!isMarkdown(text))
        const markdown = plainToMarkdown(text)
        expect(words(plainText(markdown))).toBe(words(text))
        expect(renderMarkdown(markdown)).not.toMatch(/<(?:em|strong|h\d|ul|ol|blockquote|hr|code|pre|table|del)\b/)
      }),
      { numRuns: 2000 },
    )
  })
})

test.each(['**a ', '[^', ' ', '| ', '`', '\n \n', '- ', '\\'])('%j a hundred thousand times is looked through at once', (part) => {
  const begun = process.cpuUsage().user
  isMarkdown(part.repeat(100_000))
  expect(process.cpuUsage().user - begun).toBeLessThan(2_000_000)
})

test.each([
  '**Bold** words',
  '# Title\n\nWords',
  '- one\n- two',
  '1. one\n2. two',
  '[a](https://a.example) b',
  '[a](/people/iu)',
  '> said\n\nby whom',
  '| a | b |\n| --- | --- |\n| c | d |',
  '```\ncode *b*\n```',
  'a `b` c',
  'kept \\*so\\*',
  'note[^1]\n\n[^1]: here',
])('Markdown stays what it is: %j', (text) => {
  expect(plainToMarkdown(text)).toBe(text)
})

import fc from 'fast-check'

const words = fc.constantFrom(
  ...[
    'word',
    '빅뱅',
    'a*b',
    'snake_case',
    '&amp;',
    'AT&T',
    '<mark>x</mark>',
    '“q”',
    '1984. a year',
    'C#',
    '~~no~~',
    '`code`',
    '\\*',
    'https://a.example/x_y',
    '[^1]',
    '[sic]',
  ],
  ...[
    '[ref][r]',
    '[x](y "t")',
    '[x](<a b>)',
    '![i](/p.png)',
    '__under__',
    '_em_',
    '**bold**',
    '***both***',
    '**빅뱅**의',
    '**“빅뱅”**의',
    '😀',
    '2 ** 3',
    '~~빅뱅~~은',
  ],
)
const line = fc.array(words, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '))
const end = fc.constantFrom('', '', '', '  ', '\\', ' ', '\t')
const paragraph = fc
  .array(
    fc.tuple(line, end).map((all) => all.join('')),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) => all.join('\n'))
const list = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 3 }), fc.constantFrom('- ', '* ', '+ ', '1. ', '3) ', '-   '))
  .map(([all, sign]) => all.map((one) => sign + one).join('\n'))
const block = fc.oneof(
  paragraph,
  paragraph,
  paragraph.map((text) => text.replaceAll(/^/gm, '> ')),
  list,
  line.map((one) => `- ${one}\n  - nested\n\n    more`),
  line.map((one) => `#### ${one} ####`),
  line.map((one) => `${one}\n===`),
  fc.constantFrom(
    ...['***', '---', '- - -', '```js\nx\n```', '    indented', '| a | b |\n|---|:-:|\n| 1 | *2* |', '<div>\nhtml\n</div>', '[r]: https://a.example "T"'],
    ...['[^1]: Note\n    more', '<!-- c -->', 'CR\r\nLF', '\u0000', '\ud800', '\ufeff'],
  ),
)
const gap = fc.constantFrom('\n\n', '\n\n', '\n', '\n\n\n', '\n \n', '\n\n\n\n')

/** Texts with all that Markdown has, and much that is nearly it. */
export const anyMarkdown = fc
  .tuple(fc.constantFrom('', '', '\n', '  '), fc.array(fc.tuple(block, gap), { minLength: 1, maxLength: 6 }), fc.constantFrom('', '\n', ' ', '\n\n'))
  .map(
    ([before, all, after]) =>
      before +
      all
        .map((one) => one.join(''))
        .join('')
        .trimEnd() +
      after,
  )

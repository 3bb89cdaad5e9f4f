import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findFaults, findUnused, readCatalogue, wordSources } from '@/scripts/words/catalogue.mjs'
import { findMessages } from '@/scripts/words/messages.mjs'
import { translate } from '@/scripts/words/translate.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const catalogue = readCatalogue()
const keysOf = (source: string, file = 'a.tsx') => findMessages(source, file).flatMap(({ kind, key }) => (kind === 'locale' ? [] : [key]))

test('what a person reads is found: texts between elements with what stands among them, attributes, messages, and words that are counted', () => {
  expect(keysOf('const a = <p>Read <a href="/x">the rules</a>, {name}, first.</p>')).toEqual(['Read {0}, {1}, first.', 'the rules'])
  expect(keysOf("const a = <b>\n  Two lines{' '}\n  of one text\n  {/* not this */}\n</b>")).toEqual(['Two lines of one text'])
  expect(keysOf('const a = <input aria-label="Search" className="Field wide" placeholder="a name" />')).toEqual(['Search', 'a name'])
  expect(keysOf("throw new AppError('not_found', `There is no list “${slug}”`)")).toEqual(['There is no list “{0}”'])
  expect(keysOf("const a = `${counted(count, 'entry', 'entries')} ${count === 1 ? 'is' : 'are'} here`")).toEqual([
    '{0} {1} here',
    'entry',
    'entries',
    'is',
    'are',
  ])
  expect(keysOf("const words = { draft: 'Draft', 'Not this': 1 }")).toEqual(['Draft'])
})

test('what is for programs is not: values that are compared, keys, SQL, types, addresses, names of headers', () => {
  expect(keysOf("if (state === 'Draft' || 'Enter' === key) go('/admin/lists')")).toEqual([])
  expect(keysOf("import x from 'Some words'; type A = 'One thing' | 'Another'; sql`SELECT one FROM two`; db.run('SELECT * FROM a WHERE b')")).toEqual([])
  expect(
    keysOf("insertRows(tx, 'Entry', rows); const a = { '@type': 'Article', model: 'Vote' }; for (const table of ['Comment', 'Tally']) empty(table)"),
  ).toEqual([])
  expect(keysOf("headers.set('Cache-Control', 'no-store'); const id = 'aB3x'; load('./some-part.client')")).toEqual([])
})

test('a translation puts words and what stands among them in the order of its language, inside one another too', () => {
  const source = "const a = <p title={`Of ${list}`}>Read <a href={`/${x ? 'One list' : y}`}>the rules of {site}</a> first</p>"
  const words = { 'Read {0} first': '먼저 {0} 읽기', 'the rules of {0}': '{0}의 규칙', 'Of {0}': '{0}에서' }
  expect(translate(source, 'a.tsx', words, 'ko')).toBe(
    'const a = <p title={`${list}에서`}>{"먼저 "}<a href={`/${x ? \'One list\' : y}`}>{site}{"의 규칙"}</a>{" 읽기"}</p>',
  )
  expect(translate("say('Open', 1)", 'features/a.ts', { Open: '열기', 'features/a.ts|Open': '열림' }, 'ko')).toBe('say("열림", 1)')
  expect(translate('say(`A ${"b"} \\` of it`)', 'a.ts', { 'A {0} ` of it': '`${x} {0}' }, 'ko')).toBe('say(`\\`\\${x} ${"b"}`)')
  expect(() => translate('say(`Of ${a}`)', 'a.ts', { 'Of {0}': '{1}' }, 'ko')).toThrow('{1}')
})

test('dates, numbers and the page take the language', () => {
  const source = 'const a = <html lang="en"><body lang="en">{when.toLocaleString("en-GB", { hour: "numeric" })}</body></html>'
  expect(translate(source, 'a.tsx', {}, 'ko')).toBe('const a = <html lang="ko"><body lang="en">{when.toLocaleString("ko", { hour: "numeric" })}</body></html>')
})

test('every source can be built in another language, and has all of its words then', () => {
  const foreign = (text: string) => `‹${text}›`
  const words = Object.fromEntries([...catalogue.keys()].map((key) => [key, foreign(key)]))
  for (const file of wordSources()) {
    const source = fs.readFileSync(path.join(root, file), 'utf8')
    const again = translate(source, file, words, 'ko')
    expect(
      keysOf(again, file).filter((key) => !key.includes('‹')),
      file,
    ).toEqual([])
  }
})

test('no translation puts something in that the English has not', () => {
  for (const name of fs.readdirSync(path.join(root, 'translations'))) {
    const translation = JSON.parse(fs.readFileSync(path.join(root, 'translations', name), 'utf8'))
    expect(Object.keys(translation).length, name).toBeGreaterThan(100)
    expect(findFaults(translation, catalogue), name).toEqual([])
  }
})

test('what a translation says of words that have gone, or are in another file, is told', () => {
  const words = new Map([['Open {0}', ['features/a.ts:3']]])
  const translation = { 'Open {0}': '{0} 열기', 'features/a.ts|Open {0}': '{1}', 'features/b.ts|Open {0}': '열기', Gone: '없음' }
  expect(findFaults(translation, words)).toEqual(['“features/a.ts|Open {0}”: its translation has {1}, which the English has not'])
  expect(findUnused(translation, words)).toEqual(['features/b.ts|Open {0}', 'Gone'])
})

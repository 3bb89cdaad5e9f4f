import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseRecords } from './parse-records'
import { FormatError } from './problems'
import { creditRoles } from '@/features/articles/schema'
import { parseList } from './parse-list'

const head = ['---', 'format: 1', 'slug: x', 'title: X', '---'].join('\n')
const read = (...lines: string[]) => parseList([head, ...lines].join('\n'), 'x.md').list
const faults = (text: string) => {
  try {
    parseList(text, 'x.md')
  } catch (error) {
    if (error instanceof FormatError) return error.problems.map(({ line, message }) => `${line}: ${message}`)
    throw error
  }
  return []
}
const faultsOf = (...lines: string[]) => faults([head, ...lines].join('\n'))

describe('reading a list', () => {
  it('forgives empty lines between heading, subheading and credits, and other bullets', () => {
    const tight = read('### A {#a}', '**B**, here', '- artist: groups/b', '- video: videos/v', '', 'Prose.')
    expect(read('### A {#a}', '', '**B**, here', '', '* artist: groups/b', '+ video:  videos/v', '', '', 'Prose.', '')).toEqual(tight)
    expect(tight.entries[0]).toMatchObject({ heading: 'A', subheading: '**B**, here', body: 'Prose.', video: 'videos/v' })
  })

  it('takes a first paragraph for prose when it stands apart', () => {
    expect(read('### A {#a}', '', 'Prose.', '', 'More.').entries[0]).toMatchObject({ subheading: '', body: 'Prose.\n\nMore.' })
    expect(read('### A {#a}', 'Subheading', '', 'Prose.').entries[0]).toMatchObject({ subheading: 'Subheading', body: 'Prose.' })
  })

  it.each([
    ['apart', ['', 'Sub', '']],
    ['directly', ['Sub', '']],
  ])('a name in the first of several credits is told at its line, with the subheading %s', (_, before) => {
    const text = [
      '---',
      'format: 1',
      'slug: a',
      'title: A',
      '---',
      '',
      '### One {#one}',
      ...before,
      '- artist: CNBLUE',
      '- song: songs/sorry',
      '',
      'Words.',
      '',
    ].join('\n')
    const { byName, list } = parseList(text, 'a.md')
    expect(byName).toEqual([{ line: 8 + before.length, name: 'CNBLUE' }])
    expect(list.entries[0]).toMatchObject({ subheading: 'Sub', credits: [{ role: 'song', subject: 'songs/sorry' }], body: 'Words.' })
  })

  it('names every fault with its line', () => {
    expect(
      faultsOf('## Lost', '# Q {where: x}', '### No address', '### Reserved {#main}', 'Sub', '- singer: people/a', '- artist: person/a', '- artist: people/A B', '', 'Prose', '- artist: groups/b', '= "open'),
    ).toEqual([
      '6: A subsection (##) must stand in a section (#)',
      expect.stringContaining('7: Expected {place: places/…}'),
      expect.stringContaining('8: Expected the entry’s address'),
      '9: slug: This address is a part of the page itself: choose another',
      expect.stringContaining('11: Expected video or one of the roles artist, '),
      expect.stringContaining('12: Expected a credit such as'),
      expect.stringContaining('16: Credits stand directly under the heading'),
      expect.stringContaining('17: Expected a line in double quotes'),
    ]) // prettier-ignore
  })

  it('knows headings with odd blanks, before and after their signs, and signs that close them', () => {
    const list = read('### One {#one}', '', 'Body.', '', '###\u00a0Two {#two}', '', '   ### Three ### {#three}', '', '    ### code')
    expect(list.entries.map(({ heading, slug }) => [heading, slug])).toEqual([['One', 'one'], ['Two', 'two'], ['Three', 'three']]) // prettier-ignore
    expect(list.entries[2]?.body).toBe('    ### code')
  })

  it('tells by line what may be meant otherwise', () => {
    const { notes, byName } = parseList(
      [head, '### One {#one}', `This first paragraph was meant as prose, ${'and so on, '.repeat(6)}to its end.`, '', 'A <br> and {{< gallery >}}', '', '![x](y.png)', '', '```', '# comment'].join('\n'),
      'x.md',
    ) // prettier-ignore
    expect(notes.map(({ line, message }) => `${line}: ${message.slice(0, 24)}`)).toEqual([
      '7: “This first paragraph wa',
      '9: HTML is shown as it is t',
      '9: This command of another ',
      '11: A picture of another sit',
      '13: This code is not closed ',
    ])
    expect(byName).toEqual([])
    expect(parseList([head, '### One {#one}', '- artist: BIGBANG', '- song: songs/x'].join('\n'), 'x.md').byName).toEqual([{ line: 7, name: 'BIGBANG' }])
    const notesOf = (...lines: string[]) => parseList([head, ...lines].join('\n'), 'x.md').notes.map(({ line, message }) => `${line}: ${message}`)
    const taken = (words: string) => `7: “${words}” was taken for the subheading of the entry, because it stands right under the heading. If it is its prose, put an empty line before it; if it is the subheading, = ${JSON.stringify(words)} says so` // prettier-ignore
    expect(notesOf('### One {#one}', 'In London')).toEqual([taken('In London')])
    expect(notesOf('### One {#one}', 'A short paragraph.', '', 'Another.')).toEqual([taken('A short paragraph.')])
    for (const sure of [['= "In London"'], ['In London', '- artist: groups/x'], ['In London', '', '- video: videos/x'], ['', 'Prose.']])
      expect(notesOf('### One {#one}', ...sure)).toEqual([])
    expect(faultsOf('### One {#one}', 'x'.repeat(301))).toEqual([
      '7: subheading: At most 300 characters. If this is the entry’s prose, put an empty line before it',
    ])
  })

  it('keeps a bullet of the prose that looks like a credit by name, with its backslash', () => {
    expect(read('### One {#one}', '', '\\- artist: BIGBANG').entries[0]?.body).toBe('- artist: BIGBANG')
    expect(read('### One {#one}', '', 'Words.', '', '- artist: BIGBANG').entries[0]?.body).toBe('Words.\n\n- artist: BIGBANG')
  })

  it.each([
    ['0000-01-01', 'Expected a time such as 2026-11-20T09:00:00Z'],
    ['0000-01-01T00:00:00Z', 'Expected a time from the year 1900 to 2199'],
    ['1899-12-31T23:59:59Z', 'Expected a time from the year 1900 to 2199'],
    ['9999-12-31T00:00:00Z', 'Expected a time from the year 1900 to 2199'],
    ['2026-13-01T00:00:00Z', 'Expected a time such as 2026-11-20T09:00:00Z'],
    ['2026-02-30T00:00:00Z', 'Expected a time such as 2026-11-20T09:00:00Z'],
  ])('refuses “published: %s” at its line', (published, message) =>
    expect(faults(`---\nformat: 1\nslug: x\npublished: ${published}\ntitle: X\n---\n`)).toEqual([`4: published: ${message}`]),
  )

  it('takes the years from 1900 on', () =>
    expect(parseList('---\nformat: 1\nslug: x\npublished: 1900-01-01T00:00:00Z\ntitle: X\n---\n', 'x.md').list.published).toBe('1900-01-01T00:00:00Z'))

  it.each(['-1', '0', '1.5', '10000', 'one', '01'])('refuses “no: %s” of an entry that left the list, and speaks of nothing else', (number) =>
    expect(faultsOf('### A {#a}', '', '# {removed}', '', `### B {#b no: ${number} formerly: c}`)).toEqual([
      `10: no: Expected a whole number from 1 to 9999, not “${number}”`,
    ]),
  )

  it('tells the remarks, too, when there are faults', () => {
    const text = '---\nformat: 1\nslug: x\ntitle: X\ncolour: pink\n---\n\n### One {#one}\nIn London\n\nA <br>.\n\n![x](y.png)\n'
    const error = (() => {
      try {
        parseList(text, 'x.md')
      } catch (thrown) {
        return thrown as FormatError
      }
    })()
    expect(error!.problems).toEqual([{ file: 'x.md', line: 5, message: '“colour” is not a field here' }])
    expect(error!.message.split('\n').map((line) => line.slice(0, 50))).toEqual([
      'x.md:5: “colour” is not a field here',
      'x.md:9: A remark, and no fault: “In London” was ta',
      'x.md:11: A remark, and no fault: HTML is shown as ',
      'x.md:13: A remark, and no fault: A picture of anot',
    ])
  })

  it('says what a file is that is no list, and speaks of YAML in plain words', () => {
    expect(faults('<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"></rss>')[0]).toContain('an export of WordPress')
    expect(faults('{"db":[{}]}')[0]).toContain('an export of Ghost')
    expect(faults('---\nformat: 1\nslug: x\ntitle: K-pop: a colon\n---\n')).toEqual([
      '4: Not YAML: a value with a colon and a blank in it stands in double quotes',
    ])
  })

  it('checks references, doubles and limits where they stand', () => {
    expect(faultsOf('# S {place: people/x}', '### A {#a}', '- video: songs/x', '', '### B {#a}', `### ${'x'.repeat(201)} {#c}`)).toEqual([
      expect.stringMatching(/^6: place: Expected a record such as “places/),
      expect.stringMatching(/^8: video: Expected a record such as “videos/),
      expect.stringMatching(/^10: .*\{#a\}/),
      expect.stringMatching(/^11: heading: At most 200/),
    ])
    expect(faultsOf('# {outro}', 'Bye', '# More')).toEqual(['8: Nothing but the closing prose and “# {removed}” may follow “# {outro}”'])
  })

  it('says what is wrong with front matter', () => {
    expect(faults('Hello')).toEqual(['1: Expected --- and the front matter'])
    expect(faults('---\nslug: x\n')).toEqual([expect.stringContaining('1: Expected a line --- that closes')])
    expect(faults('')).toHaveLength(1)
    expect(faults('---\nformat: 1\nslug: X y\ntitle: A: b\n---\n')).toEqual([expect.stringContaining('4: Not YAML')])
    expect(faults('---\nformat: 3\nslug: X y\norder: random\nstandfirts: z\nseries: { slug: s, position: 0 }\n---\n')).toEqual([
      expect.stringMatching(/^2: .*title: Expected, and not there|^2: format: Expected 1/),
      expect.stringMatching(/^2: /),
      expect.stringMatching(/^3: slug: Use lower-case/),
      expect.stringMatching(/^4: order: Expected one of numbered/),
      expect.stringMatching(/^5: “standfirts” is not a field here/),
      expect.stringMatching(/^6: position: Expected a whole number/),
    ])
  })

  it('takes time in proportion to the text, whatever is in it', () => {
    const run = ' '.repeat(300_000)
    for (const line of [
      `# a${run}b`,
      `- ${run}x`,
      `- a${run}b`,
      `### ${'{'.repeat(100_000)}} {#a}`,
      `= "${run}`,
      run + 'x',
      '#'.repeat(300_000),
      '\\'.repeat(300_000),
    ]) {
      const from = performance.now()
      faultsOf(line, '### B {#b}', line, '', line)
      expect(performance.now() - from).toBeLessThan(5000)
    }
  })

  it('reads the examples of the reference, which names every role', () => {
    const reference = fs.readFileSync('docs/list-format.md', 'utf8')
    const example = (language: string) => new RegExp('```' + language + '\\n([\\s\\S]*?)```').exec(reference)![1]!
    const { sections, outro } = parseList(example('markdown'), 'list-format.md').list
    expect(sections.map(({ heading }) => heading)).toEqual(['London', 'United States'])
    expect(outro).toBe('The closing words.')
    const [template, waived, records] = [...reference.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!)
    expect(parseRecords(records!, 'list-format.md').records).toHaveLength(6)
    const { list } = parseList(`---\nformat: 2\nslug: x\ntitle: X\n${template}${waived}---\n\n### One {#im-sorry}\n`, 'list-format.md')
    expect(list).toMatchObject({ template: { roles: ['artist', 'song', 'filmed-in'], video: true }, waived: [{ check: 'no-video', entry: 'im-sorry' }] })
    for (const role of Object.keys(creditRoles)) expect(reference).toContain(`\`${role}\``)
  })
})

import { expect, test } from 'vitest'
import { isKeyOf, keptForms } from './kept-forms'

const kept = (value: unknown) => JSON.stringify({ at: '2026-11-29T10:00:00Z', value })

test('forms, notes and texts of an account are told by what they are of, with the words that were typed', () => {
  const stored: [string, string][] = [
    [
      'lightstick:form:mina:record:new person/x1',
      kept({ values: { id: '01', name: 'G-Dragon', aliases: ['GD', ''], kind: 'person', parentId: '02' }, base: { name: 'Old' } }),
    ],
    ['lightstick:form:mina:media/0k3/x2', kept({ words: { alt: 'A roof', decorative: false }, base: null })],
    ['lightstick:form:mina:redirects/x3', kept('/old /new')],
    ['lightstick:notes:mina:list1/x4', kept({ writing: { words: 'Is this so?' }, answers: { note1: 'It is' } })],
    ['lightstick:publish-note:mina:list1', 'Two more songs'],
    ['lightstick:table-names:mina:list1', '{"entry artist":"Nobody"}'],
    ['lightstick:form:other:record:01/x5', kept({ values: { name: 'Theirs' } })],
    ['lightstick:place:list1', '{"of":"list"}'],
    ['lightstick-canvas', 'close'],
    ['lightstick:review-note:mina:list1', '  '],
  ]
  expect(keptForms('mina', stored).map(({ what, words }) => [what, words])).toEqual([
    ['A record', 'name: G-Dragon\naliases: GD\nkind: person'],
    ['The words of a picture', 'alt: A roof'],
    ['Old addresses', '/old /new'],
    ['Notes of a list', 'words: Is this so?\nnote1: It is'],
    ['What is said of an edition', 'Two more songs'],
    ['Names in the table of a list', 'entry artist: Nobody'],
  ])
  expect(stored.filter(([key]) => isKeyOf('mina', key))).toHaveLength(7)
})

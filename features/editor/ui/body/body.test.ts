import fc from 'fast-check'
import { EditorState, type StateCommand } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { anyMarkdown } from '@/tests/factories/any-markdown'
import { belowTable, untold } from './around-tables.client'
import { bodyState } from './body-view.client'
import { held } from './held.client'
import { enter, setLines, softBreak, withoutSign } from './lines.client'
import { live, setHeld } from './live.client'
import { linkAt, setLink, toggle } from './marks.client'
import { tidied } from './pairing.client'

/** A text with its caret as `|`, or what is chosen between `[[` and `]]`. */
function at(text: string): EditorState {
  const chosen = /\[\[([^]*)\]\]/.exec(text)
  if (chosen) return bodyState(text.replace(/\[\[([^]*)\]\]/, '$1'), chosen.index, chosen.index + chosen[1]!.length)
  return bodyState(text.replace('|', ''), text.indexOf('|'))
}
function run(state: EditorState, command: StateCommand): EditorState {
  let after = state
  command({ state, dispatch: (change) => (after = change.state) })
  return after
}
const shown = (state: EditorState) => {
  const { main } = state.selection
  const text = state.sliceDoc()
  return main.empty
    ? `${text.slice(0, main.head)}|${text.slice(main.head)}`
    : `${text.slice(0, main.from)}[[${text.slice(main.from, main.to)}]]${text.slice(main.to)}`
}
const does = (text: string, command: StateCommand) => shown(run(at(text), command))
const type = (state: EditorState, words: string) =>
  [...words].reduce((now, letter) => now.update({ ...now.replaceSelection(letter), userEvent: 'input.type' }).state, state)
const remove = (text: string) => {
  const state = at(text)
  return state.update({ ...state.replaceSelection(''), userEvent: 'delete.selection' }).state.sliceDoc()
}
const boldIn = (state: EditorState) => {
  const { pairs } = state.field(live)
  return pairs.filter(({ kind }) => kind === 'StrongEmphasis').map(({ open, close }) => state.sliceDoc(open, close))
}

describe('the text is the truth', () => {
  test('what is loaded is what is saved, whatever it is', () => {
    const same = (text: string) => void expect(bodyState(text).sliceDoc()).toBe(text)
    fc.assert(fc.property(anyMarkdown, same), { numRuns: 500 })
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), same), { numRuns: 500 })
  })
  test('one letter changes one letter', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.nat(), (text, where) => {
        const place = where % (text.length + 1)
        const before = bodyState(text, place)
        // These are written in their cells.
        fc.pre(!before.field(live).tables.some(({ from, to }) => from <= place && place <= to + 1))
        const after = before.update({ changes: { from: place, insert: 'x' }, userEvent: 'input.type' }).state
        expect(after.sliceDoc()).toBe(`${text.slice(0, place)}x${text.slice(place)}`)
      }),
      { numRuns: 300 },
    )
  })
  test('whatever is deleted comes back by the inverse', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.nat(), fc.nat(40), (text, where, size) => {
        const from = where % (text.length + 1)
        const state = bodyState(text)
        const change = state.update({ changes: { from, to: Math.min(text.length, from + size) }, userEvent: 'delete.selection' })
        expect(change.changes.invert(state.doc).apply(change.newDoc).toString()).toBe(text)
        change.state.field(live)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the source of a table', () => {
  const table = '| a | b |\n| - | - |\n| c | d |'
  const text = `Above\n\n${table}\n\nBelow`
  const [from, to] = [text.indexOf(table), text.indexOf(table) + table.length]
  const change = (start: number, end: number, insert: string, userEvent: string, doc = text) => {
    const state = bodyState(doc, userEvent === 'delete.forward' ? start : end)
    return state.update({ changes: { from: start, to: end, insert }, selection: { anchor: start + insert.length }, userEvent }).state
  }
  test.each([
    ['Backspace below it', to, to + 2, '', 'delete.backward', to],
    ['Delete above it', from - 2, from, '', 'delete.forward', from],
    ['a letter at its beginning', from, from, 'x', 'input.type', from],
    ['a letter at its end', to, to, 'x', 'input.type', to],
    ['Enter in it', from + 4, from + 4, '\n', 'input', from + 4],
    ['a paste in it', from + 4, from + 4, 'x', 'input.paste', from + 4],
    ['Backspace in it', from + 3, from + 4, '', 'delete.backward', from + 4],
  ])('%s leaves it as it is, and the caret is in it', (_what, start, end, insert, event, place) => {
    const after = change(start, end, insert, event)
    expect([after.sliceDoc(), after.selection.main.head]).toEqual([text, place])
  })
  test('is changed in its cells, by format, from outside, and goes as a whole', () => {
    for (const event of ['input.cell', 'format', '']) expect(change(from + 2, from + 3, 'x', event).sliceDoc()).toBe(text.replace('a |', 'x |'))
    expect(change(from, to, '', 'delete.selection').sliceDoc()).toBe('Above\n\n\n\nBelow')
    expect(change(2, to + 4, 'x', 'input.type').sliceDoc()).toBe('Abxlow')
  })
  test('what comes into the line below is a paragraph; an empty one goes', () => {
    const typed = change(to + 1, to + 1, 'x', 'input.type', `${table}\n`.padStart(to + 1, '\n'))
    expect([typed.sliceDoc().trimStart(), typed.selection.main.head]).toEqual([`${table}\n\nx`, to + 3])
    expect(change(to + 1, to + 4, '', 'delete.selection').sliceDoc()).toBe(text.replace('Below', 'low'))
    expect(change(to, to + 2, '', 'delete.backward', text.slice(0, to + 2)).sliceDoc()).toBe(text.slice(0, to))
  })
  test('is left for the line below, which changes nothing until words come', () => {
    for (const end of ['', '\n', '\n\n', '\n\nBelow', '\n# Below']) {
      const state = bodyState(table + end, 0)
      const left = state.update(belowTable(state, table.length))
      expect(left.docChanged && !left.annotation(untold), end).toBe(false)
      expect(left.newDoc.toString(), end).toBe(table + (/\w/.test(end) ? end : '\n\n'))
      const words = type(left.state, 'xy').sliceDoc()
      expect(words, end).toBe(/\w/.test(end) ? `${table}${end.replace('Below', 'xyBelow')}` : `${table}\n\nxy`)
    }
  })
  test('stays, whatever is typed, pasted or deleted, or goes as a whole', () => {
    const events = fc.constantFrom('input.type', 'input.paste', 'delete.selection', 'move.drop')
    const words = fc.constantFrom('', 'x', '|', '\n', 'a\n\nb', '| x |')
    fc.assert(
      fc.property(anyMarkdown, anyMarkdown, fc.nat(), fc.nat(60), words, events, (above, below, where, size, insert, event) => {
        const state = bodyState(`${above}\n\n${text}\n\n${below}`)
        const start = where % (state.doc.length + 1)
        const change = state.update({ changes: { from: start, to: Math.min(state.doc.length, start + size), insert }, userEvent: event })
        for (const reach of state.field(live).tables) {
          const [was, now] = [
            state.sliceDoc(reach.from, reach.to),
            change.newDoc.sliceString(change.changes.mapPos(reach.from, -1), change.changes.mapPos(reach.to, 1)),
          ]
          const isWhole = start <= reach.from && start + size >= reach.to
          expect(isWhole || now === was || now === `${was}\n`).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a subheading', () => {
  const line = (text: string, anchor = 0) => bodyState(text, anchor, anchor, true)
  const put = (state: EditorState, insert: string) => state.update({ ...state.replaceSelection(insert), userEvent: 'input.paste' }).state
  test('what is loaded is what is saved, and one letter changes one letter', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.nat(), (text, where) => {
        const place = where % (text.length + 1)
        const state = line(text, place)
        expect(state.sliceDoc()).toBe(text)
        const after = state.update({ changes: { from: place, insert: 'x' }, userEvent: 'input.type' }).state
        expect(after.sliceDoc()).toBe(`${text.slice(0, place)}x${text.slice(place)}`)
      }),
      { numRuns: 300 },
    )
  })
  test('stays one line, whatever is put in', () => {
    expect(shown(put(line('in “Kiss”', 3), 'one\n\n  two '))).toBe('in one two |“Kiss”')
    expect(put(line('a', 1), '\n').sliceDoc()).toBe('a ')
    expect(put(line(''), 'Artist\\\nSong  \n\n \\\nYear \\\\\nend\\').sliceDoc()).toBe('Artist Song Year \\\\ end\\')
    expect(put(line(''), `${' '.repeat(100_000)}x`).sliceDoc()).toHaveLength(100_001)
  })
  test('has looks and links, and no blocks', () => {
    const state = line('# **BIGBANG**, in [Seoul](/p)')
    expect(state.field(live).pairs.map(({ kind }) => kind)).toEqual(['StrongEmphasis', 'Link'])
    expect(state.field(live).prefixes).toEqual([])
    expect(shown(run(line('say it', 1), toggle('bold')))).toBe('**s|ay** it')
  })
})

describe('Enter', () => {
  test.each([
    ['a paragraph', 'One|', 'One\n\n|'],
    ['in the middle', 'One| two', 'One\n\n| two'],
    ['an empty paragraph makes no other', 'One\n\n|', 'One\n\n|'],
    ['an item', '- one|', '- one\n- |'],
    ['a number', '9. one|', '9. one\n10. |'],
    ['a nested item', '- a\n  - b|', '- a\n  - b\n  - |'],
    ['out of an empty item', '- one\n- |', '- one\n\n|'],
    ['a quote goes on', '> said|', '> said\n>\n> |'],
    ['out of a quote', '> said\n>\n> |', '> said\n\n|'],
    ['an item in a quote', '> - a|', '> - a\n> - |'],
    ['in code', '```\nx|\n```', '```\nx\n|\n```'],
    ['behind a heading', '## Head|', '## Head\n\n|'],
  ])('%s', (_what, before, after) => expect(does(before, enter)).toBe(after))
  test.each([
    ['a paragraph', 'One|', 'One\\\n|'],
    ['a quote', '> one|', '> one\\\n> |'],
    ['an item', '- one|', '- one\\\n  |'],
    ['code', '```\nx|\n```', '```\nx\n|\n```'],
  ])('with Shift, in %s', (_what, before, after) => expect(does(before, softBreak)).toBe(after))
})

describe('bold', () => {
  test.each([
    ['what is chosen', 'Say [[bold]] word', 'Say **[[bold]]** word'],
    ['blanks stay outside', 'Say[[ bold ]]word', 'Say [[**bold** ]]word'],
    ['the word of the caret', 'Say bo|ld word', 'Say **bo|ld** word'],
    ['off', 'Say **bo|ld** word', 'Say bo|ld word'],
    ['nothing: a pair to write in', 'Say |', 'Say **|**'],
    ['more than what is bold', '[[one **two** three]]', '**[[one two three]]**'],
    ['Hangul with a particle', '[[빅뱅]]의 노래', '**[[빅뱅]]**의 노래'],
  ])('%s', (_what, before, after) => {
    expect(does(before, toggle('bold')).replaceAll(/\[\[|\]\]/g, '')).toBe(after.replaceAll(/\[\[|\]\]/g, ''))
  })
  test('over items and paragraphs it is set line by line', () => {
    expect(run(at('- [[one two\n- three\n\nfour]] five'), toggle('bold')).sliceDoc()).toBe('- **one two**\n- **three**\n\n**four** five')
  })
  test('in quotation marks it binds, beside Hangul and beside letters', () => {
    for (const text of ['나는 [[“빅뱅”]]의 팬', 'a [[“word”]]s b', '[[“빅뱅”]]의']) {
      const state = run(at(text), toggle('bold'))
      expect(boldIn(state), text).toHaveLength(1)
      expect(state.sliceDoc().replaceAll('**', '')).toBe(text.replaceAll(/\[\[|\]\]/g, ''))
    }
  })
  test('stays while a blank is typed at its end, and the blank goes outside when it is left', () => {
    const typed = type(at('Say **bold|** word'), ' and')
    expect([typed.sliceDoc(), boldIn(typed)]).toEqual(['Say **bold and** word', ['bold and']])
    const withBlank = type(typed, ' ')
    expect(boldIn(withBlank)).toEqual(['bold and '])
    const left = withBlank.update({ selection: { anchor: 0 } }).state
    expect([left.sliceDoc(), boldIn(left)]).toEqual(['Say **bold and**  word', ['bold and']])
    expect(tidied(withBlank)).not.toBeNull()
    expect(tidied(left)).toBeNull()
  })
  test('pressed, words, pressed again: the words have it, and what comes next has not', () => {
    const press = (state: EditorState) => run(state, toggle('bold'))
    const written = press(type(press(at('Say |')), 'it'))
    expect(shown(written)).toBe('Say **it**|')
    expect(shown(type(written, ' so'))).toBe('Say **it** so|')
    // Once more, and it goes on.
    expect(shown(type(press(written), ' so'))).toBe('Say **it so|**')
    expect(shown(type(press(type(press(at('Say |')), 'it ')), 'so'))).toBe('Say **it** so|')
    expect(shown(press(press(at('Say |'))))).toBe('Say |')
  })
  test('a pair that is left empty goes', () => {
    const begun = run(at('Say |'), toggle('bold'))
    expect(begun.update({ selection: { anchor: 0 } }).state.sliceDoc()).toBe('Say ')
    expect(type(begun, '빅 뱅').sliceDoc()).toBe('Say **빅 뱅**')
  })
  test('signs that mean nothing are left alone', () => {
    const state = at('2 ** 3 **| 4')
    expect(state.update({ selection: { anchor: 0 } }).state.sliceDoc()).toBe('2 ** 3 ** 4')
  })
})

describe('signs that are deleted', () => {
  test.each([
    ['one sign takes its partner', 'Say [[**]]bold** word', 'Say bold word'],
    ['words with the first sign', 'Say[[ **bold ]]words** on', 'Say**words** on'],
    ['words with the last sign', 'Say **bold[[ words** o]]n', 'Say **bold**n'],
    ['all that is bold', 'Say **[[bold]]** word', 'Say  word'],
    ['the whole', 'Say [[**bold**]] word', 'Say  word'],
  ])('%s', (_what, before, after) => expect(remove(before)).toBe(after))
  test('Backspace behind the sign of a line', () => {
    expect(does('- |one', withoutSign)).toBe('|one')
    expect(does('> |one', withoutSign)).toBe('|one')
    expect(does('### |one', withoutSign)).toBe('|one')
  })
  test('the caret stands behind the sign of its line, or in the paragraph before', () => {
    const text = 'One\n\n- two'
    const to = (from: number, place: number) => bodyState(text, from).update({ selection: { anchor: place } }).state.selection.main.head
    expect([to(0, 5), to(0, 6), to(9, 5)]).toEqual([7, 7, 7])
    expect(to(7, 6)).toBe(3)
  })
})

describe('links', () => {
  const link = (text: string, address: string) => {
    const state = at(text)
    return run(state, setLink(address, linkAt(state).reach)).sliceDoc()
  }
  test('of words, with an address that has brackets, and none of nothing', () => {
    expect(link('See the [[video]] now', 'https://youtu.be/abc')).toBe('See the [video](https://youtu.be/abc) now')
    expect(link('See the [[video]] now', 'https://youtu.be/abc_(1)')).toBe('See the [video](<https://youtu.be/abc_(1)>) now')
    expect(link('See |', 'https://a.example')).toBe('See [https://a.example](https://a.example)')
    expect(link('See [[it]]', '')).toBe('See it')
  })
  test('another address leaves a title, no address leaves the words', () => {
    expect(link('[the vi|deo](https://a.example "T")', '/articles/b')).toBe('[the video](/articles/b "T")')
    expect(link('[the vi|deo](https://a.example "T")', '')).toBe('the video')
  })
  test('what is no link on the page is none here', () => {
    expect(at('He said [sic]|').field(live).pairs).toEqual([])
    expect(at('[a][r]|\n\n[r]: /x').field(live).pairs).toHaveLength(1)
  })
})

describe('spoilers', () => {
  test('of what is chosen, of the word, begun and left, and off', () => {
    expect(run(at('Say [[she leaves]] now'), toggle('spoiler')).sliceDoc()).toBe('Say ||she leaves|| now')
    // `|` is the caret in these texts.
    const word = run(bodyState('Say leaves', 5), toggle('spoiler'))
    expect(word.sliceDoc()).toBe('Say ||leaves||')
    expect(run(word, toggle('spoiler')).sliceDoc()).toBe('Say leaves')
    const begun = run(at('Say |'), toggle('spoiler'))
    expect(type(begun, 'it is 빅뱅').sliceDoc()).toBe('Say ||it is 빅뱅||')
    expect(begun.update({ selection: { anchor: 0 } }).state.sliceDoc()).toBe('Say ')
  })
  test.each([
    ['Say [[she **leaves]] him** now', 'Say ||she **leaves him**|| now'],
    ['Say *she [[leaves* him]] now', 'Say ||*she leaves* him|| now'],
    ['Say [[she [leaves]] him](/u) now', 'Say ||she [leaves him](/u)|| now'],
    ['Say [she [[leaves]] him](/u) now', 'Say ||[she leaves him](/u)|| now'],
    ['Say **she [[leaves]] him** now', 'Say **she ||leaves|| him** now'],
  ])('%s: of whole stretches of a look, or in one', (before, after) => expect(run(at(before), toggle('spoiler')).sliceDoc()).toBe(after))
  test('what is made bold over the edge of one takes all of it', () => {
    const state = bodyState('Say ||she leaves|| him', 10, 22)
    expect(run(state, toggle('bold')).sliceDoc()).toBe('Say **||she leaves|| him**')
  })
  test('in a link there are none', () =>
    expect(
      bodyState('[||a||](/x)')
        .field(live)
        .pairs.map(({ kind }) => kind),
    ).toEqual(['Link']))
  test('their strokes live and die in pairs', () => expect(remove('Say [[||]]it|| now')).toBe('Say it now'))
})

test('a quote and a list of what is chosen, and back', () => {
  expect(does('[[one\n\ntwo]]', setLines('> ')).replaceAll(/\[\[|\]\]/g, '')).toBe('> one\n>\n> two')
  expect(run(at('one\n\nt|wo'), setLines('- ')).sliceDoc()).toBe('one\n\n- two')
  expect(run(at('[[- one\n- two]]'), setLines('- ')).sliceDoc()).toBe('one\ntwo')
  expect(run(at('words\nt|wo'), setLines('- ')).sliceDoc()).toBe('words\n\n- two')
})

test('the words that a link is made of are the same ones after others have typed before them, at them and in them', () => {
  let state = EditorState.create({ doc: 'See the video here', extensions: [held] })
  const reach = () => {
    const { from, to } = state.field(held).reach!
    return state.sliceDoc(from, to)
  }
  state = state.update({ effects: setHeld.of({ from: 8, to: 13 }) }).state
  for (const [at, words, kept] of [
    [0, 'Do ', 'video'],
    [11, 'new ', 'video'],
    [20, 's', 'video'],
    [17, '-', 'vi-deo'],
  ] as const) {
    state = state.update({ changes: { from: at, insert: words } }).state
    expect(reach(), state.sliceDoc()).toBe(kept)
  }
  state = state.update({ changes: { from: 0, to: state.doc.length } }).state
  expect(reach()).toBe('')
})

import { expect, test, vi } from 'vitest'
import type { ListDocument } from '@/features/articles/schema'
import { list } from '@/tests/factories/sessions'
import { changeText } from '../../document/pictures'
import { changeByArrival, sendArriving } from './arriving-files.client'

type OnTaken = (mediumId: string, alt: string, index: number) => void
const taken = vi.hoisted(() => ({ tell: (_mediumId: string, _alt: string, _index: number) => {} }))
vi.mock('./text-uploads.client', () => ({ sendPictures: (_place: unknown, _files: unknown, onTaken: OnTaken) => (taken.tell = onTaken) }))

const ids = ['0k3mnpqrst0123456789', '0k3mnpqrst9876543210'] as const

/** A list in an editor that nobody looks at. */
function editor() {
  let document: ListDocument = list()
  const [held, said, told]: [(() => void)[], string[], string[]] = [[], [], []]
  return {
    held,
    said,
    told,
    body: () => document.entries[0]!.body,
    write: (body: string) => (document = changeText(document, { on: { entry: 'a' }, field: 'body' }, () => body)),
    remove: () => (document = { ...document, entries: document.entries.slice(1) }),
    into: {
      place: { on: { entry: 'a' }, field: 'body' },
      change: (change: (now: ListDocument) => ListDocument) => void (document = change(document)),
      announce: (words: string) => void said.push(words),
      tell: (words: string) => void told.push(words),
      whenNotComposing: (run: () => void) => void held.push(run),
    },
    end: () => held.splice(0).forEach((run) => run()),
  }
}

test('files come to their text without its field, below each other, and not into a syllable that is being written', () => {
  const { into, body, said, end } = editor()
  sendArriving({ files: [], before: 'One', at: () => null }, into)
  // The last one is answered for first.
  const third = ids[0].replace('0k3', '0k4')
  ;[third, ...ids].forEach((id, index) => taken.tell(id, index === 0 ? 'A roof' : '', [2, 0, 1][index]!))
  expect(body()).toBe('One two')
  end()
  expect(body()).toBe(`One two\n\n![](/media/${ids[0]})\n\n![](/media/${ids[1]})\n\n![A roof](/media/${third})`)
  expect(said).toEqual(Array(3).fill('The picture stands in the text'))
})

test.each([
  ['One two|', 'One two\n\nPICTURE\n\n|'],
  ['|', 'PICTURE\n\n|'],
  ['One\n\n|', 'One\n\nPICTURE\n\n|'],
  ['One|\n\ntwo', 'One\n\nPICTURE\n\n|\n\ntwo'],
  ['One\n\n|\n\ntwo', 'One\n\nPICTURE\n\n|\n\ntwo'],
])('who goes on behind a picture that was pasted at %j writes a new paragraph below it', (before, after) => {
  const { into, write, body, end } = editor()
  const at = before.indexOf('|')
  write(before.replace('|', ''))
  const carets: [string, number][] = []
  const writeOn = (...one: [string, number]) => void carets.push(one)
  sendArriving({ files: [], before: '', at: () => at, writesThere: () => true, writeOn }, into)
  taken.tell(ids[0], '', 0)
  end()
  const [text, caret] = carets[0]!
  expect(text).toBe(body())
  expect(`${text.slice(0, caret)}|${text.slice(caret)}`.replace(`![](/media/${ids[0]})`, 'PICTURE')).toBe(after)
})

test('the caret stays in the middle of words, and where one has gone on', () => {
  for (const [words, writesThere] of [
    ['One two', true],
    ['One', false],
  ] as const) {
    const { into, write, body, end } = editor()
    write(words)
    const writeOn = () => expect.unreachable()
    sendArriving({ files: [], before: '', at: () => 3, writesThere: () => writesThere, writeOn }, into)
    taken.tell(ids[0], '', 0)
    end()
    expect(body()).toBe(`${words}\n\n![](/media/${ids[0]})`)
  }
})

test('a picture whose text has gone is not said to stand there', () => {
  const { into, said, told, remove, end } = editor()
  sendArriving({ files: [], before: '', at: () => null }, into)
  remove()
  taken.tell(ids[0], '', 0)
  end()
  expect([said, told]).toEqual([[], [expect.stringContaining('kept under Pictures')]])
})

test('neither are those brought in whose addresses have gone from the text', () => {
  const { into, said, told, end } = editor()
  changeByArrival(into, (words) => words, { done: 'done', gone: 'gone' })
  changeByArrival(into, (words) => `${words}!`, { done: 'done', gone: 'gone' })
  end()
  expect([said, told]).toEqual([['done'], ['gone']])
})

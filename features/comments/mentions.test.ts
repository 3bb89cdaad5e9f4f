import { expect, test } from 'vitest'
import { namesIn, numbersIn } from './mentions'
import { renderComment } from './markdown'

test('numbers of entries stand for themselves', () => {
  expect(numbersIn('#4 beats #12, see (#7) and #4 again')).toEqual([4, 12, 7])
  for (const text of ['a#4', '##4', '#4th', '#', '&#39;', '#12345', 'https://a.example/#4', '#٤']) expect(numbersIn(text), text).toEqual([])
  expect(numbersIn(Array.from({ length: 1000 }, (_, n) => `#${n}`).join(' '))).toHaveLength(20)
})

test('people of the thread are spoken to by their whole name', () => {
  const names = ['Mina', 'Mina Park', '지수', 'a.b', '(x)']
  expect(namesIn('@Mina Park, and @지수! @a.b @(x)', names)).toEqual(['Mina Park', '지수', 'a.b', '(x)'])
  expect(namesIn('mail me: jo@Mina.example @Minato', names)).toEqual([])
  expect(namesIn('@Mina '.repeat(1000), names)).toEqual(['Mina'])
})

test('mentions are links in words, and words in links and code', () => {
  const links = { '#4': { href: '/articles/a/crooked', title: 'Crooked "live"' }, '@Mina': { href: '?comment=x#comment-x' } }
  expect(renderComment('See #4\n#4, @Mina', { links })).toBe(
    '<p>See <a href="/articles/a/crooked" title="Crooked &#x22;live&#x22;">#4</a><br><a href="/articles/a/crooked" title="Crooked &#x22;live&#x22;">#4</a>, <a href="?comment=x#comment-x">@Mina</a></p>',
  )
  expect(renderComment('`#4` [#4](https://a.example) https://b.example/#4 #44', { links })).not.toContain('crooked')
})

test('spoilers in comments open by themselves, and their ids are the comment’s', () => {
  const html = renderComment('She ||leaves|| him', { id: 'c1' })
  expect(html).toBe('<p>She <button type="button" popovertarget="note_c1_s1">Spoiler</button><bdi id="note_c1_s1" popover="auto">leaves</bdi> him</p>')
  expect(renderComment('She ||leaves|| him', { id: 'c2' })).toContain('note_c2_s1')
  expect(renderComment('[^1] a note\n\n[^1]: no', { id: 'c1' })).not.toContain('section')
})

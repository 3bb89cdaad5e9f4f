import { expect, test } from 'vitest'
import { readLines } from './read-lines'

const read = (text: string) => readLines(text).lines.map(({ line, from, to, status }) => [line, from, to, status])

test('reads a block as people paste it: blanks, arrows, commas, tabs, semicolons, quotes, a heading, notes', () => {
  const text = [
    '\ufefffrom,to,status',
    '# the blog of 2019',
    '/a /b',
    '',
    '/c -> /d 302',
    '/e\t/f\t301',
    '/g;/h;temporary',
    '"/i, ""with"" comma",/j,',
    '/k 410',
    '/l,,gone',
    '  /m  →  /n  ',
    '"/o;jsessionid=1","/p","301"',
    '"/q,r";/s',
  ].join('\r\n')
  expect(read(text)).toEqual([
    [3, '/a', '/b', 301],
    [5, '/c', '/d', 302],
    [6, '/e', '/f', 301],
    [7, '/g', '/h', 302],
    [8, '/i, "with" comma', '/j', 301],
    [9, '/k', null, 410],
    [10, '/l', null, 410],
    [11, '/m', '/n', 301],
    [12, '/o;jsessionid=1', '/p', 301],
    [13, '/q,r', '/s', 301],
  ])
})

test('each fault is told by its line, and the others are read', () => {
  const { lines, faults } = readLines('/a\n/b /c 404\n/d /e /f\n/g /h 410\n/i 500\n/j /k')
  expect(faults.map(({ line, message }) => [line, message])).toEqual([
    [1, expect.stringContaining('where it leads')],
    [2, expect.stringContaining('404 is not')],
    [3, expect.stringContaining('more words')],
    [4, expect.stringContaining('leads nowhere')],
    [5, expect.stringContaining('500 is not')],
  ])
  expect(lines.map(({ from }) => from)).toEqual(['/j'])
})

test('a long line and a hundred thousand of them are read in time', () => {
  const began = performance.now()
  readLines(`/a ${'"'.repeat(200_000)}`)
  expect(readLines('/a /b\n'.repeat(100_000)).lines.length).toBe(100_000)
  expect(performance.now() - began).toBeLessThan(3000)
})

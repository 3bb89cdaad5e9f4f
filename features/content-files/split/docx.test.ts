import { expect, it } from 'vitest'
import { docxOf, zipOf } from '@/tests/support/docx'
import { docxToHtml } from './docx'
import { splitArticle } from './split-article'

it('reads a Word document, and an article in it', async () => {
  const bytes = docxOf(['# Two videos', 'Short & <good>.', '* 1. BIGBANG – “Blue”', 'A rooftop.', '* 2. AKMU – “Melted”', 'A boy asks.'])
  const { html } = await docxToHtml(bytes, 'a.docx')
  const { list, result } = splitArticle(html, 'html', [])
  expect(list.title).toBe('Two videos')
  expect(list.intro).toBe('Short & \\<good>.')
  expect(list.entries.map(({ heading, body }) => `${heading} ${body}`)).toEqual(['“Blue” A rooftop.', '“Melted” A boy asks.'])
  expect(result.leftOver).toEqual([])
})

const zeros = Buffer.alloc(70_000_000)

it.each([
  ['a file that expands beyond measure', () => docxOf(['a'], { 'word/media/a.bin': zeros }), 'expands to more'],
  ['one whose table lies about it', () => docxOf(['a'], { 'word/media/a.bin': zeros }, { expanded: 10 }), 'expands to more'],
  ['text that expands beyond measure', () => docxOf(['a'], { 'word/document.xml': zeros.subarray(0, 40_000_000) }), 'expands to more'],
  ['thousands of files', () => zipOf(Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`${index}.xml`, 'a']))), 'expands to more'],
  ['a zip of something else', () => zipOf({ 'a.txt': 'a' }), 'cannot be read as a Word document'],
  ['what is no zip', () => Buffer.from('Hello, this is text.'.repeat(10)), 'no .docx file'],
  ['nothing', () => Buffer.alloc(0), 'no .docx file'],
  ['an old .doc', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'old kind'],
  ['one that is cut off', () => docxOf(['a']).subarray(0, 700), 'no .docx file'],
])('refuses %s', async (_, bytes, message) => {
  await expect(docxToHtml(bytes(), 'a.docx')).rejects.toThrow(message)
})

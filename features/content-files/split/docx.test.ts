import { randomBytes } from 'node:crypto'
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

/** A Word document, of text that expands beyond measure, with this change of its last 22 bytes, which say where the table is. */
function endedOtherwise(change: (end: Buffer) => void, more: Record<string, string | Buffer> = { 'word/document.xml': zeros.subarray(0, 40_000_000) }) {
  const bytes = docxOf(['a'], more)
  change(bytes.subarray(-22))
  return bytes
}

/** A Word document that says where its table is once more, as files beyond 4 GB do: there it could say anything. */
function withZip64() {
  const bytes = docxOf(['a'])
  const [table, end] = [Buffer.alloc(56), Buffer.from(bytes.subarray(-22))]
  table.writeUInt32LE(0x06064b50, 0)
  table.writeBigUInt64LE(44n, 4)
  table.writeBigUInt64LE(BigInt(end.readUInt16LE(10)), 24)
  table.writeBigUInt64LE(BigInt(end.readUInt16LE(10)), 32)
  table.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40)
  table.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(bytes.length - 22), 8)
  locator.writeUInt32LE(1, 16)
  end.writeUInt16LE(0xffff, 8)
  return Buffer.concat([bytes.subarray(0, -22), table, locator, end])
}

it.each([
  ['a count of no files', () => endedOtherwise((end) => end.writeUInt32LE(0, 8))],
  ['a count that leaves the last file out', () => endedOtherwise((end) => end.writeUInt16LE(end.readUInt16LE(10) - 1, 10), { 'word/media/a.bin': zeros })],
  ['two counts that differ', () => endedOtherwise((end) => end.writeUInt16LE(1, 8), {})],
  ['a size that is too small', () => endedOtherwise((end) => end.writeUInt32LE(end.readUInt32LE(12) - 46, 12), {})],
  ['a size that is too large', () => endedOtherwise((end) => end.writeUInt32LE(end.readUInt32LE(12) + 46, 12), {})],
  ['a second disk', () => endedOtherwise((end) => end.writeUInt16LE(1, 4), {})],
  ['the table on another disk', () => endedOtherwise((end) => end.writeUInt16LE(0xffff, 6), {})],
  ['a place that is elsewhere', () => endedOtherwise((end) => end.writeUInt32LE(0xffffffff, 16), {})],
  ['a zip64 table', withZip64],
])('opens nothing whose table may be another one: %s', async (_, bytes) => {
  await expect(docxToHtml(bytes(), 'a.docx')).rejects.toThrow('no .docx file')
})

it('reads no text under the name of a picture, which has no limit for text', async () => {
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/a.png"/></Relationships>`
  const words = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Hidden</w:t></w:r></w:p></w:body></w:document>`
  const bytes = docxOf(['a'], { '_rels/.rels': rels, 'word/a.png': words })
  await expect(docxToHtml(bytes, 'a.docx')).resolves.toMatchObject({ html: '<p>a</p>' })
})

it('counts the pictures, which it leaves out', async () => {
  const [drawing, relations] = ['http://schemas.openxmlformats.org/drawingml/2006', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships']
  const picture = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="${drawing}/main" xmlns:wp="${drawing}/wordprocessingDrawing" xmlns:pic="${drawing}/picture" xmlns:r="${relations}"><w:body><w:p><w:r><w:t>Ä dog</w:t></w:r><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId2"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:body></w:document>`
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId2" Type="${relations}/image" Target="media/a.png"/></Relationships>`
  const bytes = docxOf([], { 'word/document.xml': picture, 'word/_rels/document.xml.rels': rels, 'word/media/a.png': randomBytes(2000) })
  const { html, notes } = await docxToHtml(bytes, 'a.docx')
  expect(html).toContain('Ä dog')
  expect(notes).toEqual(['1 pictures of the document are not in the list'])
})

it('takes lower limits from who calls', async () => {
  const bytes = docxOf(['a'], { 'word/notes.xml': randomBytes(60_000).toString('base64') })
  await expect(docxToHtml(bytes, 'a.docx')).resolves.toMatchObject({ html: '<p>a</p>' })
  await expect(docxToHtml(bytes, 'a.docx', { textBytes: 50_000 })).rejects.toThrow('expands to more')
  await expect(docxToHtml(bytes, 'a.docx', { tags: 40 })).resolves.toMatchObject({ html: '<p>a</p>' })
  await expect(docxToHtml(bytes, 'a.docx', { tags: 10 })).rejects.toThrow('expands to more')
})

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

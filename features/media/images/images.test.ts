import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fileName, readFileName } from '../file-names'
import { decode, focusOf, makeFiles, thumbhashOf, widthsOf } from './make-files'
import { readImage, sharp } from './read-image'
import { asPng, bytesOf, hugePng, photo, withGps } from '@/tests/support/pictures'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-images-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

let number = 0
function fileOf(content: Buffer | string): string {
  const file = path.join(folder, String(++number))
  fs.writeFileSync(file, content)
  return file
}
const made = async (content: Buffer) => {
  const file = fileOf(content)
  const image = await readImage(file)
  const decoded = await decode(file, image)
  const files = []
  for await (const one of makeFiles(decoded)) files.push(one)
  return { image, decoded, files }
}
const refusalOf = async (content: Buffer | string) => {
  const file = fileOf(content)
  return readImage(file)
    .then(async (image) => void (await decode(file, image)))
    .then(
      () => 'taken',
      ({ status, message }: { status: number; message: string }) => `${status} ${message}`,
    )
}

test('widths end with the picture’s own, or 1,920', () => {
  expect(widthsOf(4000)).toEqual([320, 640, 960, 1280, 1920])
  expect(widthsOf(1920)).toEqual([320, 640, 960, 1280, 1920])
  expect(widthsOf(700)).toEqual([320, 640, 700])
  expect(widthsOf(320)).toEqual([320])
  expect(widthsOf(12)).toEqual([12])
})

test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('%s becomes AVIF, WebP and JPEG in all widths', async (format) => {
  const { image, files } = await made(await photo(700, 500).toFormat(format).toBuffer())
  expect(image).toEqual({ type: `image/${format}`, width: 700, height: 500, moves: false })
  expect(files.map(({ width, format }) => `${width}.${format}`)).toEqual(
    [320, 640, 700].flatMap((width) => ['avif', 'webp', 'jpg'].map((ending) => `${width}.${ending}`)),
  )
  for (const { width, format, content } of files) {
    const meta = await sharp(content).metadata()
    expect(meta).toMatchObject({ width, height: Math.round((width * 500) / 700), format: { avif: 'heif', webp: 'webp', jpg: 'jpeg' }[format] })
  }
})

test('nothing is left of what stood in the file: place, camera, profile', async () => {
  const source = await withGps(300, 200)
  expect(source.includes('A Camera')).toBe(true)
  const { files } = await made(source)
  for (const { content } of files) {
    const { exif, icc, xmp, iptc, orientation } = await sharp(content).metadata()
    expect({ exif, icc, xmp, iptc, orientation: orientation ?? 1 }).toEqual({ orientation: 1 })
    for (const text of ['A Camera', 'GPS', 'Exif', 'Somewhere']) expect(content.includes(text), text).toBe(false)
  }
})

test('a picture that lies on its side is turned', async () => {
  // The left half is red; orientation 6 turns a quarter to the right, so red comes to the top.
  const left = await sharp({ create: { width: 200, height: 200, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const lying = await sharp({ create: { width: 400, height: 200, channels: 3, background: 'blue' } })
    .composite([{ input: left, left: 0, top: 0 }])
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const { image, decoded } = await made(lying)
  expect(image).toMatchObject({ width: 200, height: 400 })
  expect(decoded).toMatchObject({ width: 200, height: 400 })
  const at = (x: number, y: number) => [...decoded.data.subarray((y * 200 + x) * 3, (y * 200 + x) * 3 + 3)]
  expect(at(100, 20)[0]).toBeGreaterThan(200)
  expect(at(100, 380)[2]).toBeGreaterThan(200)
})

test('colours of a wider space are brought to sRGB, and CMYK to colours of a screen', async () => {
  const wide = await sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 200, g: 100, b: 50 } } })
    .withIccProfile('p3')
    .jpeg({ quality: 100 })
    .toBuffer()
  // The same colour, told in another space: the numbers in the file differ, what is seen does not.
  const stored = await sharp(wide, { ignoreIcc: true }).raw().toBuffer()
  const { decoded } = await made(wide)
  expect(Math.abs(stored[0]! - 200)).toBeGreaterThan(5)
  expect(Math.abs(decoded.data[0]! - 200)).toBeLessThan(4)
  const ink = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer()
  expect((await made(ink)).decoded.channels).toBe(3)
})

test('grey, see-through and 16-bit pictures', async () => {
  const grey = await made(await photo(100, 80).greyscale().png().toBuffer())
  expect(grey.decoded.channels).toBe(3)
  const clear = await made(
    await sharp({ create: { width: 100, height: 80, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toBuffer(),
  )
  const [avif, , jpg] = clear.files
  expect((await sharp(avif!.content).metadata()).hasAlpha).toBe(true)
  expect((await sharp(jpg!.content).raw().toBuffer())[0]).toBeGreaterThan(250)
  const deep = await made(await photo(100, 80).toColourspace('rgb16').png().toBuffer())
  expect(deep.decoded.data.length).toBe(100 * 80 * 3)
})

test('of what moves the first picture is taken', async () => {
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 50, height: 40, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  const { image, decoded } = await made(gif)
  expect(image).toEqual({ type: 'image/gif', width: 50, height: 40, moves: true })
  expect(decoded.data[0]).toBeGreaterThan(200)
})

test('what is no picture of these is refused, with words for what it is', async () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  expect(await refusalOf(svg)).toMatch(/^415 This is an SVG drawing.*JPEG, PNG, WebP, AVIF and GIF/)
  expect(await refusalOf(`<!-- ${'x'.repeat(300)} -->${svg}`)).toMatch(/^415 This is an SVG/)
  expect(await refusalOf('<!doctype html><script>alert(1)</script>')).toMatch(/^415 This is a web page/)
  expect(await refusalOf('%PDF-1.7 and more of it')).toMatch(/^415 This is a PDF/)
  expect(await refusalOf('')).toMatch(/^415 This is an empty file/)
  expect(await refusalOf('just some words, longer than a head')).toMatch(/^415 This is no picture/)
  expect(await refusalOf(bytesOf('00000018 66747970 68656963 00000000 6d696631 68656963'))).toMatch(/^415 This is a HEIC.*Most Compatible/)
  expect(await refusalOf(bytesOf('00000018 66747970 69736f6d 00000000 69736f6d 6d703431'))).toMatch(/^415 This is a film/)
  expect(await refusalOf(await photo(20, 20).tiff().toBuffer())).toMatch(/^415 This is a TIFF/)
})

test('a file whose head lies is not read by anything else', async () => {
  const png = bytesOf('89504e47 0d0a1a0a')
  const jpeg = bytesOf('ffd8ffe0 00104a46 49460001')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  for (const head of [png, jpeg, Buffer.from('GIF89a'), Buffer.from('RIFF\0\0\0\0WEBPVP8 ')])
    expect(await refusalOf(Buffer.concat([head, svg]))).toMatch(/^422 This picture cannot be read/)
})

test('a file that was cut off is refused, wherever it was', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'avif', 'gif'] as const) {
    const whole = await photo(600, 400).toFormat(format).toBuffer()
    for (const share of [0.2, 0.6, 0.95]) expect(await refusalOf(whole.subarray(0, Math.floor(whole.length * share))), `${format} ${share}`).toMatch(/^422/)
  }
})

test('40,000 × 40,000 and what blows up from a few bytes is refused before anything is decoded', async () => {
  const before = process.memoryUsage().rss
  expect(await refusalOf(hugePng(40_000, 40_000))).toMatch(/^413 This picture has 40000 × 40000 points; at most 50 million/)
  expect(await refusalOf(hugePng(2_000_000_000, 2))).toMatch(/^4(13|22)/)
  // 60,000 bytes for 64 million points.
  const bomb = await asPng(8000, 8000)
  expect(bomb.length).toBeLessThan(500_000)
  const then = process.memoryUsage().rss
  expect(await refusalOf(bomb)).toMatch(/^413/)
  expect(process.memoryUsage().rss - then).toBeLessThan(50_000_000)
  expect(before).toBeGreaterThan(0)
})

test('a strip is refused', async () => expect(await refusalOf(await asPng(4000, 20))).toMatch(/^422 .*more than 8 times the other/))

test('what is tall is made no taller than 4,000 points, and what is tiny has files that are found', async () => {
  const { decoded, files } = await made(await asPng(700, 5000))
  expect(decoded).toMatchObject({ width: 560, height: 4000 })
  expect([...new Set(files.map(({ width }) => width))]).toEqual([320, 560])
  const tiny = await made(await asPng(5, 3))
  for (const { width, format } of tiny.files) expect(readFileName(fileName('a'.repeat(32), width, format))).toMatchObject({ width: 5, format })
})

test('the thumbhash is small, and the focal point is where the eye goes', async () => {
  const face = await sharp({ create: { width: 120, height: 120, channels: 3, background: '#d33' } })
    .png()
    .toBuffer()
  const source = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#ccc' } })
    .composite([{ input: face, left: 960, top: 120 }])
    .png()
    .toBuffer()
  const { decoded } = await made(source)
  const { x, y } = await focusOf(decoded)
  expect(x).toBeGreaterThan(0.75)
  expect(x).toBeLessThan(0.95)
  expect(y).toBeGreaterThan(0.1)
  expect(y).toBeLessThan(0.35)
  expect(Buffer.from(await thumbhashOf(decoded), 'base64').length).toBeLessThan(40)
})

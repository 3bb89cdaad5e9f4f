import { rgbaToThumbHash } from 'thumbhash'
import type { Sharp } from 'sharp'
import type { Format } from '../file-names'
import { damaged, readOptions, sharp, type Image } from './read-image'

/** A page shows a picture at 328 to 1,312 points wide, and screens have one to three of theirs for each. */
const widths = [320, 640, 960, 1280, 1920]

/** What is tall is made no taller: every point costs time and memory. */
const maxHeight = 4000

/** The widths that are made of a picture this wide: none is larger than it, and the largest of a small one is its own. */
export function widthsOf(width: number): number[] {
  const largest = Math.min(width, widths.at(-1)!)
  return [...widths.filter((one) => one < largest), largest]
}

/** Decoded, upright, in sRGB, without anything else that stood in its file. */
export type Decoded = { data: Buffer; width: number; height: number; channels: 3 | 4 }

/** Decodes a file once, no larger than the largest width and height. Throws invalid (422) when it cannot be. */
export async function decode(file: string, { width }: Pick<Image, 'width'>): Promise<Decoded> {
  try {
    const { data, info } = await sharp(file, { ...readOptions, autoOrient: true })
      .resize({ width: widthsOf(width).at(-1)!, height: maxHeight, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const { channels } = info
    if (channels !== 3 && channels !== 4) throw new Error(`${channels} channels`)
    return { data, width: info.width, height: info.height, channels }
  } catch {
    throw damaged()
  }
}

const open = ({ data, width, height, channels }: Decoded) => sharp(data, { raw: { width, height, channels } })

// Measured (docs/decisions/0044-media.md): a higher effort makes AVIF no smaller at these sizes, and costs two to seven times as much.
const encoders: Record<Format, (image: Sharp) => Sharp> = {
  avif: (image) => image.avif({ quality: 50, effort: 2 }),
  webp: (image) => image.webp({ quality: 75, effort: 4 }),
  jpg: (image) => image.flatten({ background: '#fff' }).jpeg({ quality: 76, mozjpeg: true }),
}

/** Every width in every format, one after the other: no two are in memory at once. */
export async function* makeFiles(decoded: Decoded): AsyncGenerator<{ width: number; format: Format; content: Buffer }> {
  for (const width of widthsOf(decoded.width)) {
    const { data, info } = await open(decoded).resize({ width }).raw().toBuffer({ resolveWithObject: true })
    const scaled: Decoded = { ...decoded, data, width: info.width, height: info.height }
    for (const format of Object.keys(encoders) as Format[]) yield { width, format, content: await encoders[format](open(scaled)).toBuffer() }
  }
}

const thumbSize = 100

/** What stands in a picture’s place until it is there: some 25 bytes, in base64 (evanw.github.io/thumbhash). */
export async function thumbhashOf(decoded: Decoded): Promise<string> {
  const { data, info } = await open(decoded)
    .resize({ width: thumbSize, height: thumbSize, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}

const focusSize = 320

/** What draws the eye, as shares of width and height: libvips looks for skin, colour and edges. The middle where it finds nothing. */
export async function focusOf(decoded: Decoded): Promise<{ x: number; y: number }> {
  const scale = Math.min(1, focusSize / Math.max(decoded.width, decoded.height))
  const [width, height] = [Math.max(1, Math.round(decoded.width * scale)), Math.max(1, Math.round(decoded.height * scale))]
  const small = await open(decoded).resize({ width, height, fit: 'fill' }).raw().toBuffer()
  const side = Math.max(1, Math.round(Math.min(width, height) / 2))
  const { info } = await sharp(small, { raw: { width, height, channels: decoded.channels } })
    .resize({ width: side, height: side, fit: 'cover', position: sharp.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true })
  // Told in points of the picture as it was before the crop, which is so much smaller.
  const shrunk = side / Math.min(width, height)
  const share = (at: number | undefined, of: number) => (at === undefined ? 0.5 : Math.round(Math.min(1, Math.max(0, at / (of * shrunk))) * 1000) / 1000)
  return { x: share(info.attentionX, width), y: share(info.attentionY, height) }
}

import fs from 'node:fs'
import sharp from 'sharp'
import { invalid, tooLarge, wrongType } from '@/platform/errors'
import { mediaLimits } from '../limits'
import { headBytes, typeOfContent, type ImageType } from './type-of-content'

// Each picture is met once, so nothing is kept of it; one thread of libvips, so that readers have the others.
sharp.cache(false)
sharp.concurrency(1)
// Whatever a file says it is, nothing but these reads it: no SVG, no PDF, no ImageMagick.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif', 'VipsForeignLoadNsgif'],
})

export { sharp }

export type Image = {
  type: ImageType
  /** As it is shown: turned upright. */
  width: number
  height: number
  /** Several pictures in one file: the first of them is taken. */
  moves: boolean
}

/** Sharp stops at the first thing that is wrong with a picture, not only with a warning; its own limit stands behind ours. */
export const readOptions = { failOn: 'error', limitInputPixels: mediaLimits.pixels } as const

const allowed = 'JPEG, PNG, WebP, AVIF and GIF'
const cut = 'This picture cannot be read: the file is damaged, or was cut off on its way. Save it again, or send another copy.'

/** What a file on the disk is, by its head alone: nothing is decoded. Throws wrong_type (415), too_large (413) or invalid (422), with words that say what to do. */
export async function readImage(file: string): Promise<Image> {
  const found = typeOfContent(await readHead(file))
  if ('other' in found) throw refusal(found.other)
  const meta = await sharp(file, { ...readOptions, limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw invalid(cut)
    })
  const { width = 0, height = 0 } = meta.autoOrient
  if (width < 1 || height < 1) throw invalid(cut)
  if (width * height > mediaLimits.pixels) {
    const most = `${Math.round(mediaLimits.pixels / 1_000_000)} million`
    throw tooLarge(`This picture has ${width} × ${height} points; at most ${most} can be worked on. Make it smaller and send it again.`)
  }
  if (Math.max(width / height, height / width) > mediaLimits.ratio)
    throw invalid(`This picture is ${width} × ${height}: one side is more than ${mediaLimits.ratio} times the other. Cut it into parts.`)
  return { type: found.type, width, height, moves: (meta.pages ?? 1) > 1 }
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await fs.promises.open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function refusal(other: string) {
  if (other === 'a HEIC picture')
    return wrongType(
      `This is a HEIC picture, as iPhones make them. Send it as a JPEG: on the phone, Settings, Camera, Formats, Most Compatible; or export it from Photos.`,
    )
  return wrongType(`${other ? `This is ${other}.` : 'This is no picture that can be read.'} Pictures are ${allowed}.`)
}

/** A picture that could not be decoded after its head was right. */
export const damaged = () => invalid(cut)

import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** Pictures for tests, made up as they are needed. */

/** A picture with gradients, edges and noise, which no format makes nothing of; the same for the same size. */
export function photo(width: number, height: number, seed = 1): Sharp {
  const data = Buffer.alloc(width * height * 3)
  let state = seed
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      const noise = (state >>> 28) - 8
      const edge = (x >> 6) % 2 === (y >> 6) % 2 ? 40 : 0
      data[at++] = Math.max(0, Math.min(255, (x * 200) / width + edge + noise))
      data[at++] = Math.max(0, Math.min(255, (y * 200) / height + edge + noise))
      data[at++] = Math.max(0, Math.min(255, 120 + 60 * Math.sin((x + y) / 40) + noise))
    }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

export const jpegOf = (width: number, height: number, seed = 1): Promise<Buffer> => photo(width, height, seed).jpeg().toBuffer()

/** A JPEG that says where and with what it was taken, and has a colour profile. */
export const withGps = (width: number, height: number): Promise<Buffer> =>
  photo(width, height)
    .withIccProfile('p3')
    .withExif({
      IFD0: { Make: 'A Camera', ImageDescription: 'Somewhere' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 59/1', GPSLongitudeRef: 'E', GPSLongitude: '126/1 58/1 41/1' },
    })
    .jpeg()
    .toBuffer()

/** Bytes written in hexadecimal, with spaces. */
export const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex')

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function pngOf(width: number, height: number, data: Buffer): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8) // eight bits, three colours
  return Buffer.concat([bytesOf('89504e47 0d0a1a0a'), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** A PNG of a few bytes whose head says that it is this large. */
export const hugePng = (width: number, height: number): Buffer => pngOf(width, height, deflateSync(Buffer.alloc(1000)))

/** A whole PNG of one colour: a few bytes for many points. */
export async function asPng(width: number, height: number): Promise<Buffer> {
  const row = width * 3 + 1
  return pngOf(width, height, deflateSync(Buffer.alloc(row * height), { level: 9 }))
}

import type { Element, ElementContent } from 'hast'
import type { Schema } from 'hast-util-sanitize'

/** A picture of this site as it stands in a text. Each of `sources` is a `srcset` of addresses below /media. */
export type TextPicture = {
  src: string
  width: number
  height: number
  sources: { avif: string; webp: string; jpg: string }
  /** Said where the text says nothing of it; '' when it is decoration. */
  alt: string
  credit: string
}

/** The pictures that texts may show, by the addresses that texts name them with. Null for one of this site that is not there; undefined for what is none of this site. */
export type PictureFinder = (address: string) => TextPicture | null | undefined

/** So many pictures of a text are shown, whatever it is given; each is about a kilobyte of HTML. Those after them stay links. */
export const maxPicturesInText = 100
/** And so many of all texts of a list. */
export const maxPicturesInList = 500

/** How many pictures the texts that are rendered together may still show. */
export type PictureRoom = { left: number }
export const roomOfList = (): PictureRoom => ({ left: maxPicturesInList })

/** As wide as the column of a text (`--measure`), but for its margins on a phone. */
const sizes = '(max-width: 44rem) 92vw, 41rem'
/** A tall one leaves room for words, where it stands by itself and there is room (features/media/document/text-sheet.ts). */
const tallSizes = '(max-width: 40rem) 92vw, 26rem'

const file = (format: string) => String.raw`/media/[0-9a-f]{32}-[1-9]\d{0,3}\.${format}`
const set = (format: string) => String.raw`${file(format)} [1-9]\d{0,3}w(, ${file(format)} [1-9]\d{0,3}w)*`
const exactly = (pattern: string) => new RegExp(`^${pattern}$`)

/** What the sanitiser lets through of pictures: files of this site, by the pattern of their names, and nothing else of them. */
export const pictureSchema = {
  tagNames: ['figure', 'figcaption', 'picture', 'source', 'img'],
  attributes: {
    source: [
      ['type', 'image/avif', 'image/webp'],
      ['srcSet', exactly(set('(avif|webp)'))],
      ['sizes', sizes, tallSizes],
    ],
    img: [
      ['className', 'tall'],
      ['src', exactly(file('jpg'))],
      ['srcSet', exactly(set('jpg'))],
      ['sizes', sizes, tallSizes],
      'alt',
      'width',
      'height',
      ['loading', 'lazy'],
      ['decoding', 'async'],
    ],
  },
} satisfies Pick<Schema, 'tagNames' | 'attributes'>

/** The pictures of one text: how many it has shown so far, and how many there is room for. */
export type ShownSoFar = { find: PictureFinder; count: number; room: PictureRoom }

const hasRoom = ({ count, room }: ShownSoFar, more = 1) => count + more <= maxPicturesInText && more <= room.left

/** A picture where an `img` of the text stands, with its caption apart; null for one of another site, and for one too many. */
function pictureFor(
  { properties: { src, alt, title } }: Element,
  shown: ShownSoFar,
  { alone }: { alone: boolean },
): { node: ElementContent; caption: string; credit: string } | null {
  const found = shown.find(String(src ?? ''))
  if (found === undefined || (found && !hasRoom(shown))) return null
  const written = String(alt ?? '').trim()
  // One that has gone, or that somebody made up: its words stand for it.
  if (!found) return { node: { type: 'text', value: written }, caption: String(title ?? '').trim(), credit: '' }
  shown.count++
  shown.room.left--
  const { sources, width, height } = found
  const isTall = height > width * 1.15
  const asked = isTall && alone ? tallSizes : sizes
  const source = (type: 'avif' | 'webp') => made('source', { type: `image/${type}`, srcSet: sources[type], sizes: asked })
  const image = made('img', {
    className: isTall ? ['tall'] : undefined,
    src: found.src,
    srcSet: sources.jpg,
    sizes: asked,
    alt: written || found.alt,
    width,
    height,
    loading: 'lazy',
    decoding: 'async',
  })
  return { node: made('picture', {}, [source('avif'), source('webp'), image]), caption: String(title ?? '').trim(), credit: found.credit.trim() }
}

/** A picture among words; null when it cannot be shown. */
export const pictureAmongWords = (image: Element, shown: ShownSoFar): ElementContent | null => pictureFor(image, shown, { alone: false })?.node ?? null

type Words = (text: string) => ElementContent[]

/**
 * A paragraph of pictures alone: a figure for each, with its caption and who took it. Null when anything else stands there. One that is not there is a paragraph of
 * its words.
 */
export function figuresOf(paragraph: Element, shown: ShownSoFar, words: Words): ElementContent[] | null {
  const images: Element[] = []
  for (const child of paragraph.children) {
    if (child.type === 'element' && child.tagName === 'img' && shown.find(String(child.properties.src ?? '')) !== undefined) images.push(child)
    else if (!(child.type === 'text' && child.value.trim() === '') && !(child.type === 'element' && child.tagName === 'br')) return null
  }
  if (images.length === 0 || !hasRoom(shown, images.length)) return null
  return images.flatMap((image): ElementContent[] => {
    const { node, caption, credit } = pictureFor(image, shown, { alone: true })!
    if (node.type === 'text') {
      const said = [node.value, caption].filter(Boolean).join('. ')
      return said ? [made('p', {}, words(said))] : []
    }
    const below = [...(caption ? words(caption) : []), ...(caption && credit ? [made('br', {})] : []), ...(credit ? [made('small', {}, words(credit))] : [])]
    return [made('figure', {}, below.length > 0 ? [node, made('figcaption', {}, below)] : [node])]
  })
}

const made = (tagName: string, properties: Element['properties'], children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})

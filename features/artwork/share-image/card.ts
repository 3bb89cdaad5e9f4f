import { createHash } from 'node:crypto'
import { drawBeams } from '../cover/beams'
import type { Pin } from '@/features/articles/cover'
import { drawMap } from '../cover/map'
import { numeralWidth } from '../cover/numeral'
import { fit, line, wrap } from './text'

/** Parts of addresses (`/share/subject-ID-….png`), so they never change; `subject` is a record. */
export const shareKinds = ['article', 'entry', 'series', 'subject', 'author', 'site'] as const
export type ShareKind = (typeof shareKinds)[number]

/** All that a share image shows: the same card is the same picture. `numeral` stands in the light; pins make the art a map. */
export type Card = {
  kind: ShareKind
  id: string
  site: string
  kicker: string
  title: string
  sub: string
  numeral: number | null
  entries: number
  pins: Pin[]
}

/** What Open Graph readers expect. */
export const shareSize = { width: 1200, height: 630 }
const drawing = 1
const left = 72
const mapWidth = 560
const numeralMeasure = 400
const room = 385
const titleSizes = [
  { size: 96, lines: 3 },
  { size: 84, lines: 4 },
  { size: 70, lines: 4 },
  { size: 58, lines: 5 },
  { size: 48, lines: 6 },
  { size: 40, lines: 7 },
] as const

export const cardHash = (card: Card) =>
  createHash('sha256')
    .update(JSON.stringify([drawing, card]))
    .digest('hex')
    .slice(0, 12)
export const shareAddress = (card: Card) => `/share/${card.kind}-${card.id}-${cardHash(card)}.png`

/** The drawn picture as SVG, before it becomes a PNG. */
export function drawCard(card: Card): string {
  const { width, height } = shareSize
  const measure = card.pins.length > 0 ? 560 : 690
  const sub = card.sub ? fit(card.sub, measure, [{ size: 30, lines: 2 }], '500') : null
  const subBlock = sub ? 22 + sub.lines.length * 38 : 0
  // A size is taken when title and sub-line together leave air above the name of the site.
  const sizes = titleSizes.filter(({ size }) => wrap(card.title, measure, size, '800').length * size * 1.03 + subBlock <= room)
  const title = fit(card.title, measure, sizes.length > 0 ? sizes : titleSizes.slice(-1), '800')
  const leading = title.size * 1.03
  const block = title.lines.length * leading
  const first = 118 + (room - block - subBlock) / 2 + title.size * 0.76
  const words = [
    card.kicker
      ? line(fit(card.kicker, measure, [{ size: 28, lines: 1 }], '500').lines[0] ?? '', { x: left, y: 88, size: 28, weight: '500', fill: '#ff86bd' })
      : '',
    ...title.lines.map((text, index) => line(text, { x: left, y: first + index * leading, size: title.size, weight: '800', fill: '#fff', spacing: -0.022 })),
    ...(sub?.lines ?? []).map((text, index) =>
      line(text, { x: left, y: first + (title.lines.length - 1) * leading + title.size * 0.24 + 46 + index * 38, size: 30, weight: '500', fill: '#d4cbe0' }),
    ),
    '<g transform="translate(72 541)"><rect x="5" width="9" height="34" rx="4.5" transform="rotate(14 9.5 17)" fill="url(#mark)"/></g>',
    line(card.site, { x: left + 32, y: 568, size: 30, weight: '800', fill: '#fff', spacing: -0.02 }),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>`,
    '<linearGradient id="mark" x2="0" y2="1"><stop stop-color="#ff4f9f"/><stop offset=".55" stop-color="#9a6bff"/><stop offset="1" stop-color="#3fd3ef"/></linearGradient>',
    '<linearGradient id="veil"><stop stop-color="#0d0815" stop-opacity=".93"/><stop offset=".5" stop-color="#0d0815" stop-opacity=".8"/><stop offset=".78" stop-color="#0d0815" stop-opacity="0"/></linearGradient>',
    '<linearGradient id="edge"><stop stop-color="#120b20"/><stop offset="1" stop-color="#120b20" stop-opacity="0"/></linearGradient></defs>',
    art(card),
    ...words,
    '</svg>',
  ].join('')
}

function art(card: Card): string {
  const { width, height } = shareSize
  // The map keeps to the right, where no words cover its pins.
  if (card.pins.length > 0) {
    const map = drawMap({ pins: card.pins, width: mapWidth, height }).replace('<svg ', `<svg x="${width - mapWidth}" `)
    return `<path fill="#120b20" d="M0 0h${width}v${height}H0z"/>${map}<path fill="url(#edge)" d="M${width - mapWidth - 1} 0h120v${height}h-120z"/>`
  }
  const high = card.numeral === null ? 0 : Math.min(250, (numeralMeasure * 250) / numeralWidth(card.numeral, 250))
  return `${drawBeams({
    seed: card.id,
    width,
    height,
    beams: card.entries + 3,
    numeral: card.numeral,
    numeralAt: { x: 960, y: 285 + high / 2, height: high },
  })}<path fill="url(#veil)" d="M0 0h${width}v${height}H0z"/>`
}

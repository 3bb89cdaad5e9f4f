import { Resvg } from '@resvg/resvg-js'
import { LRUCache } from 'lru-cache'
import { faces } from '../share-image/faces'
import { fit, line, widthOf } from '../share-image/text'

/** Grounds with the ink for the names and a colour for the first: the same in light and dark pages. */
const grounds = [
  { ground: '#efe6d8', ink: '#1d1728', first: '#c4005e' },
  { ground: '#d8e8dd', ink: '#15231c', first: '#006b45' },
  { ground: '#e4daf8', ink: '#25124f', first: '#6a1fd0' },
  { ground: '#cfe6ee', ink: '#0e2433', first: '#0a5c9e' },
] as const

/** Sizes of the lines, the first name largest. Together they stay inside what the widest crop of a cover shows. */
const sizes = [96, 87, 77, 67, 58, 50] as const
/** From one line to the next, in sizes: names have few descenders. */
const leading = 0.93

type Names = { names: string[]; seed: number; width: number; height: number }

/**
 * Names in steps, the first in colour: the drawn cover of a list of people. `names`: at most six. `seed` picks the ground. The letters are outlines, because
 * an SVG that stands in an <img> sees no font of the page.
 */
export function drawNames({ names, seed, width, height }: Names): string {
  const { ground, ink, first } = grounds[seed % grounds.length]!
  const left = width * 0.05
  const step = width * 0.055
  const shown = names.slice(0, sizes.length)
  // Few names are set larger, as far as the longest allows.
  const block = (factor: number) => shown.reduce((sum, _, index) => sum + sizes[index]! * factor * leading, 0)
  const grow = Math.min(1.4, (height * 0.65) / block(1))
  let y = (height - block(grow)) / 2
  const lines = shown.map((name, index) => {
    const x = left + (index % 2) * step
    const room = width - left - x
    const wanted = sizes[index]! * grow
    const size = Math.max(wanted * 0.5, Math.min(wanted, (wanted * room * 0.99) / Math.max(1, widthOf(name, wanted, '800'))))
    const text = fit(name, room, [{ size, lines: 1 }], '800').lines[0] ?? ''
    y += wanted * leading
    const fill = index === 0 ? first : ink
    return line(text, { x, y: y - wanted * 0.12, size, weight: '800', fill, spacing: -0.025 })
  })
  return outlined(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><path fill="${ground}" d="M0 0h${width}v${height}H0z"/>${lines.join('')}</svg>`,
  )
}

// To outline letters takes about 13 ms of the thread that serves everyone.
const kept = new LRUCache<string, string>({ max: 64 })

/** The same picture with every letter as an outline, to a tenth of a unit. */
function outlined(svg: string): string {
  const ready = kept.get(svg)
  if (ready) return ready
  const drawn = new Resvg(svg, { font: faces, logLevel: 'off' })
    .toString()
    .replace(/ d="([^"]+)"/g, (_, path: string) => ` d="${inSteps(path)}"`)
    .replace(/\s+/g, ' ')
    .replaceAll('> <', '><')
  kept.set(svg, drawn)
  return drawn
}

/** A path of resvg (M L Q C Z, absolute) in steps from point to point: the same letter is the same text again, which compresses by a third. */
function inSteps(path: string): string {
  let at = { x: 0, y: 0 }
  let start = at
  return path.replace(/([MLQCZ])([^MLQCZ]*)/g, (_, command: string, rest: string) => {
    if (command === 'Z') {
      at = start
      return 'z'
    }
    const numbers = (rest.match(/-?\d+(?:\.\d+)?/g) ?? []).map((number) => Math.round(Number(number) * 10))
    const steps = numbers.map((value, index) => (value - (index % 2 === 0 ? at.x : at.y)) / 10)
    at = { x: numbers.at(-2) ?? at.x, y: numbers.at(-1) ?? at.y }
    if (command === 'M') start = at
    return `${command.toLowerCase()}${steps.join(' ').replaceAll(' -', '-')}`
  })
}

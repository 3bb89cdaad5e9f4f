import type { Pin } from '@/features/articles/cover'
import land from './land.json'
import { numeral } from './numeral'
import { near, northing, world } from '@/features/records/document/world-map'
import { arcOf } from './projection'

type Frame = { middle: number; north: number; scale: number; width: number; height: number }

/** The part of the world that shows every pin with room around, never closer than a large country. */
function frameOf(pins: Pin[], width: number, height: number): Frame {
  const arc = arcOf(pins.map((pin) => pin.longitude))
  const ys = pins.map((pin) => northing(pin.latitude))
  const south = Math.min(...ys)
  const north = Math.max(...ys)
  const wide = Math.min(359, Math.max(48, arc.span * 1.4, ((north - south) * 1.7 * width) / height))
  const scale = width / wide
  const tall = height / scale
  // The polar edges of the drawing stay outside the frame where they can.
  const centre = Math.max(Math.min((north + south) / 2, land.top - tall / 2 + 4), northing(-52) + tall / 2)
  return { middle: arc.middle, north: (tall > land.top - northing(-52) ? (land.top + northing(-52)) / 2 : centre) + tall / 2, scale, width, height }
}

const place = (frame: Frame, pin: Pick<Pin, 'latitude' | 'longitude'>) => ({
  x: frame.width / 2 + (near(pin.longitude, frame.middle) - frame.middle) * frame.scale,
  y: (frame.north - northing(pin.latitude)) * frame.scale,
})

/** Land as rows of dashes: a dash of no length with a round cap is a dot, so a run of land costs a few bytes however long it is. */
function drawLand(frame: Frame, given?: (typeof land.grids)[number]): string {
  const wide = frame.width / frame.scale
  const grid = given ?? land.grids.find((candidate) => wide / candidate.step > 62) ?? land.grids.at(-1)!
  const step = grid.step * frame.scale
  const west = frame.middle - wide / 2
  let path = ''
  grid.rows.forEach((row, index) => {
    const y = (frame.north - (land.top - index * grid.step * 0.866)) * frame.scale
    if (row === '' || y < -step || y > frame.height + step) return
    for (const run of row.split(',')) {
      const [column, length] = run.split(' ').map((value) => Number.parseInt(value, 36)) as [number, number]
      const start = -180 + (column + (index % 2) / 2) * grid.step
      for (const turn of [-360, 0, 360]) {
        // Only what the frame shows: whole dots are cut off at both ends.
        const skip = Math.max(0, Math.floor((west - start - turn) / grid.step))
        const keep = Math.min(length, Math.ceil((west + wide - start - turn) / grid.step) + 1) - skip
        if (keep <= 0) continue
        const x = (start + turn + skip * grid.step - west) * frame.scale
        path += `M${x.toFixed(1)} ${y.toFixed(1)}h${((keep - 1) * step + 0.1).toFixed(1)}`
      }
    }
  })
  return `<path d="${path}" fill="none" stroke="#6f5aa8" stroke-width="${(step * 0.5).toFixed(2)}" stroke-linecap="round" stroke-dasharray=".01 ${(step - 0.01).toFixed(3)}"/>`
}

/** Pins that would cover each other become one, at the middle of their entries. */
function gather(pins: { x: number; y: number; count: number }[], radius: (count: number) => number) {
  const groups: { x: number; y: number; count: number }[] = []
  for (const pin of [...pins].sort((a, b) => b.count - a.count || a.x - b.x || a.y - b.y)) {
    const other = groups.find((group) => Math.hypot(group.x - pin.x, group.y - pin.y) < (radius(group.count) + radius(pin.count)) * 0.85)
    if (!other) groups.push({ ...pin })
    else {
      const count = other.count + pin.count
      Object.assign(other, { x: (other.x * other.count + pin.x * pin.count) / count, y: (other.y * other.count + pin.y * pin.count) / count, count })
    }
  }
  return groups
}

/** A dotted map with a glowing pin for each place, its number of entries inside (none for 0): the drawn cover of a list of places. At least one pin. */
export function drawMap({ pins, width, height }: { pins: Pin[]; width: number; height: number }): string {
  const frame = frameOf(pins, width, height)
  const unit = Math.sqrt(width * height) / 460
  const radius = (count: number) => (8 + 2.2 * Math.min(6, Math.sqrt(count) * 1.6)) * unit
  const drawn = gather(
    pins.map((pin) => ({ ...place(frame, pin), count: pin.count })),
    radius,
  )
    .map(({ x, y, count }) => {
      const at = `cx="${x.toFixed(1)}" cy="${y.toFixed(1)}"`
      const high = radius(count) * 0.78
      return `<circle ${at} r="${(radius(count) * 2.5).toFixed(1)}" fill="url(#g)"/><circle ${at} r="${radius(count).toFixed(1)}" fill="#ff2d8a"/>${count > 0 ? numeral(count, { x, y: y + high / 2, height: high, paint: '#fff' }) : ''}`
    })
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs><radialGradient id="g"><stop stop-color="#ff2d8a" stop-opacity=".75"/><stop offset="1" stop-color="#ff2d8a" stop-opacity="0"/></radialGradient><linearGradient id="b" x2="1" y2="1"><stop stop-color="#1e1236"/><stop offset="1" stop-color="#0d0815"/></linearGradient></defs><path fill="url(#b)" d="M0 0h${width}v${height}H0z"/>${drawLand(frame)}${drawn}</svg>`
}

/** The whole world, Atlantic at its edges: the ground under pins that are links, and `fine` the one on which a place is picked, which is looked at closely. */
export const drawWorld = ({ fine = false } = {}) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${world.width} ${world.height}" width="${world.width}" height="${world.height}"><path fill="#120d1c" d="M0 0h${world.width}v${world.height}H0z"/>${drawLand(world, fine ? land.grids.at(-1) : undefined)}</svg>`

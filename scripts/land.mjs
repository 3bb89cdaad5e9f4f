// Draws the land of the dotted maps into features/artwork/cover/land.json: three grids of dots, coarse to fine. Run by hand, when the
// projection or the spacing changes; the result is committed, so that no map is ever computed while a reader waits.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { geoContains } from 'd3-geo'
import { feature } from 'topojson-client'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const world = JSON.parse(fs.readFileSync(path.join(root, 'node_modules/world-atlas/land-50m.json'), 'utf8'))
const land = feature(world, world.objects.land)
const polygons = land.features.flatMap((f) => (f.geometry.type === 'MultiPolygon' ? f.geometry.coordinates : [f.geometry.coordinates]))

// Gall's stereographic cylinder in units of one degree of longitude; see features/records/document/world-map.ts.
const stretch = (180 / Math.PI) * Math.SQRT2 * (1 + Math.SQRT1_2)
const latitudeOf = (y) => (2 * Math.atan(y / stretch) * 180) / Math.PI
const top = stretch * Math.tan((76 * Math.PI) / 360)
const bottom = stretch * Math.tan((-56 * Math.PI) / 360)

// Even-odd on the flat map is enough here and far quicker than on the sphere; Antarctica is outside the picture anyway.
const rings = polygons.map((polygon) => {
  // Land over the date line is given with a leap from 180 to -180: it is unrolled, and tested in every turn.
  const unrolled = polygon.map((ring) => {
    let turn = 0
    return ring.map(([x, y], index) => {
      const leap = index === 0 ? 0 : x - ring[index - 1][0]
      turn += leap > 180 ? -360 : leap < -180 ? 360 : 0
      return [x + turn, y]
    })
  })
  const xs = unrolled[0].map((p) => p[0])
  const ys = unrolled[0].map((p) => p[1])
  return { polygon: unrolled, west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) }
})
const inside = (ring, x, y) => {
  let odd = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]
    const [xj, yj] = ring[j]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd
  }
  return odd
}
const isLandAt = (x, y) =>
  rings.some(
    (r) => x >= r.west && x <= r.east && y >= r.south && y <= r.north && inside(r.polygon[0], x, y) && !r.polygon.slice(1).some((hole) => inside(hole, x, y)),
  )
const isLand = (x, y) => isLandAt(x, y) || isLandAt(x - 360, y) || isLandAt(x + 360, y)

const grids = [3, 1.5, 0.75].map((step) => {
  const columns = 360 / step
  const rowStep = step * 0.866
  const rows = []
  for (let row = 0; top - row * rowStep > bottom; row++) {
    const latitude = latitudeOf(top - row * rowStep)
    // Runs of land: column and length, in base 36, joined by commas.
    const runs = []
    let start = -1
    for (let column = 0; column <= columns; column++) {
      const here = column < columns && isLand(-180 + (column + (row % 2) / 2) * step, latitude)
      if (here && start < 0) start = column
      if (!here && start >= 0) {
        runs.push(`${start.toString(36)} ${(column - start).toString(36)}`)
        start = -1
      }
    }
    rows.push(runs.join(','))
  }
  return { step, rows }
})
if (!geoContains(land, [127, 37.5]) || !isLand(127, 37.5)) throw new Error('Seoul is under water: the land was read wrongly')
fs.writeFileSync(path.join(root, 'features/artwork/cover/land.json'), `${JSON.stringify({ top, grids }, null, 1)}\n`)

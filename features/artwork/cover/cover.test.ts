import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { coverAddress, isMap, isNames, type CoverData } from '@/features/articles/cover'
import { drawCover, drawPoster } from './cover'
import { onWorld, world } from '@/features/records/document/world-map'
import land from './land.json'
import { drawWorld } from './map'
import { arcOf } from './projection'

const people: CoverData = { articleId: 'people00', entries: 12, pins: [], names: [] }
const named: CoverData = {
  ...people,
  names: ['Lee Min-ho', '송중기', 'Park Min-young', 'A Name That Is Far Longer Than Any Cover Is Wide', 'Choi & <Woo>-shik', 'Han So-hee'],
}
const places: CoverData = {
  articleId: 'places00',
  entries: 6,
  pins: [
    { latitude: 51.5, longitude: -0.1, count: 3 },
    { latitude: 21.3, longitude: -157.8, count: 1 },
    { latitude: 37.5, longitude: 127, count: 1 },
  ],
  names: [],
}

describe('covers', () => {
  test('are the same every time, and small', () => {
    for (const [data, limit] of [
      [people, 6],
      [{ ...people, entries: 500 }, 6],
      [places, 12],
      [named, 9],
    ] as const) {
      const svg = drawCover(data)
      expect(drawCover(data)).toBe(svg)
      expect(gzipSync(svg).length).toBeLessThan(limit * 1024)
    }
    expect(gzipSync(drawPoster('entry0001')).length).toBeLessThan(6 * 1024)
    expect(gzipSync(drawWorld()).length).toBeLessThan(12 * 1024)
  })

  test('differ from list to list', () => {
    expect(drawCover(people)).not.toBe(drawCover({ ...people, articleId: 'people01' }))
    expect(coverAddress(people)).not.toBe(coverAddress({ ...people, entries: 13 }))
    expect(coverAddress(named)).not.toBe(coverAddress({ ...named, names: named.names.toReversed() }))
    expect(new Set(Array.from({ length: 24 }, (_, index) => /fill="(#\w+)"/.exec(drawCover({ ...named, articleId: `people${index}` }))?.[1])).size).toBe(4)
  })

  test('are a map when most entries are somewhere', () => {
    expect(isMap(places)).toBe(true)
    expect(isMap(people)).toBe(false)
    expect(isMap({ ...places, entries: 20 })).toBe(false)
    expect(isMap({ articleId: 'empty000', entries: 0, pins: [], names: [] })).toBe(false)
  })

  test('are names when there are three at least, as outlines that stay inside the picture', () => {
    expect(isNames(named)).toBe(true)
    expect(isNames({ ...named, names: named.names.slice(0, 2) })).toBe(false)
    expect(isNames({ ...places, names: named.names })).toBe(false)
    const svg = drawCover(named)
    expect(svg).not.toMatch(/<text|font-family/)
    const [, ...letters] = [...svg.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path!)
    expect(letters.length).toBeGreaterThanOrEqual(6)
    // Every end of a step, added up.
    const xs: number[] = []
    const ys: number[] = []
    for (const path of letters) {
      let [x, y, startX, startY] = [0, 0, 0, 0]
      for (const [, command = '', rest = ''] of path.matchAll(/([mlqcz])([^mlqcz]*)/g)) {
        const numbers = (rest.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number)
        if (command === 'z') [x, y] = [startX, startY]
        else [x, y] = [x + numbers.at(-2)!, y + numbers.at(-1)!]
        if (command === 'm') [startX, startY] = [x, y]
        xs.push(x)
        ys.push(y)
      }
    }
    expect(Math.min(...xs)).toBeGreaterThan(20)
    expect(Math.max(...xs)).toBeLessThan(760)
    // The widest crop shows 430 of the 630 units of its height.
    expect(Math.min(...ys)).toBeGreaterThan(100)
    expect(Math.max(...ys)).toBeLessThan(530)
  })

  test('hold nothing that could run, load or break the file', () => {
    for (const svg of [drawCover(people), drawCover(places), drawCover(named), drawPoster('entry0001')]) {
      expect(svg).not.toMatch(/<script|href|url\((?!#)|NaN|undefined|Infinity/)
    }
  })

  test('go over the date line where that is shorter', () => {
    const arc = arcOf([127, -118])
    expect(arc.span).toBe(115)
    expect(Math.abs(arc.middle)).toBeGreaterThan(170)
  })

  test('put Seoul on the world between the edges', () => {
    const seoul = onWorld({ latitude: 37.57, longitude: 126.98 })
    expect(seoul.x).toBeGreaterThan(0)
    expect(seoul.x).toBeLessThan(world.width)
    expect(seoul.y).toBeLessThan(world.height / 2)
    expect(world.north).toBe(land.top + 4)
    expect(gzipSync(drawWorld({ fine: true })).length).toBeLessThan(24 * 1024)
  })
})

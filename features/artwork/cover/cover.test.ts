import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { coverAddress, isMap, type CoverData } from '@/features/articles/cover'
import { drawCover, drawPoster } from './cover'
import { drawWorld, placeOnWorld, worldSize } from './map'
import { arcOf } from './projection'

const people: CoverData = { articleId: 'people00', entries: 12, pins: [] }
const places: CoverData = {
  articleId: 'places00',
  entries: 6,
  pins: [
    { latitude: 51.5, longitude: -0.1, count: 3 },
    { latitude: 21.3, longitude: -157.8, count: 1 },
    { latitude: 37.5, longitude: 127, count: 1 },
  ],
}

describe('covers', () => {
  test('are the same every time, and small', () => {
    for (const [data, limit] of [
      [people, 6],
      [{ ...people, entries: 500 }, 6],
      [places, 12],
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
  })

  test('are a map when most entries are somewhere', () => {
    expect(isMap(places)).toBe(true)
    expect(isMap(people)).toBe(false)
    expect(isMap({ ...places, entries: 20 })).toBe(false)
    expect(isMap({ articleId: 'empty000', entries: 0, pins: [] })).toBe(false)
  })

  test('hold nothing that could run, load or break the file', () => {
    for (const svg of [drawCover(people), drawCover(places), drawPoster('entry0001')]) {
      expect(svg).not.toMatch(/<script|href|url\((?!#)|NaN|undefined|Infinity/)
    }
  })

  test('go over the date line where that is shorter', () => {
    const arc = arcOf([127, -118])
    expect(arc.span).toBe(115)
    expect(Math.abs(arc.middle)).toBeGreaterThan(170)
  })

  test('put Seoul on the world between the edges', () => {
    const seoul = placeOnWorld({ latitude: 37.57, longitude: 126.98 })
    expect(seoul.x).toBeGreaterThan(0)
    expect(seoul.x).toBeLessThan(worldSize.width)
    expect(seoul.y).toBeLessThan(worldSize.height / 2)
  })
})

import { expect, test } from 'vitest'
import { fromWorld, onWorld, readPlace, world } from './world-map'

test('a place on the map is the same place again', () => {
  const places: [number, number][] = [[51.5265, -0.078], [37.5665, 126.978], [-33.8688, 151.2093], [21.3, -157.85], [0, 0], [-54.8, -68.3]] // prettier-ignore
  for (const [latitude, longitude] of places) {
    const { x, y } = onWorld({ latitude, longitude })
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(world.width)
    expect(y).toBeGreaterThan(0)
    expect(fromWorld({ x, y })).toEqual({ latitude, longitude })
  }
  expect(fromWorld({ x: 0, y: -500 })).toMatchObject({ latitude: 80 })
})

test.each([
  ['51.5265, -0.0780', 51.5265, -0.078],
  ['51.5265 −0.0780', 51.5265, -0.078],
  ['(37.5; 126.9)', 37.5, 126.9],
  ['33.8688° S, 151.2093° E', -33.8688, 151.2093],
  ['40.7 N, 74 W', 40.7, -74],
  ['https://www.google.com/maps/place/Shoreditch/@51.52,-0.09,15z/data=!3m1!4b1!8m2!3d51.5265!4d-0.078', 51.5265, -0.078],
  ['https://www.google.com/maps/@51.52,-0.09,15z', 51.52, -0.09],
  ['https://www.openstreetmap.org/?mlat=51.5265&mlon=-0.078#map=16/51.5/-0.07', 51.5265, -0.078],
  ['https://www.openstreetmap.org/#map=16/51.5265/-0.0780', 51.5265, -0.078],
  ['https://maps.apple.com/?ll=51.5265,-0.078&q=Pin', 51.5265, -0.078],
  ['geo:37.78,-122.39', 37.78, -122.39],
])('%s', (text, latitude, longitude) => expect(readPlace(text)).toEqual({ latitude, longitude }))

test.each(['', 'Shoreditch', '51.5', '91, 0', '0, 181', 'https://example.com/1,2', '1, 2, 3', '2013-09-05'])('“%s” is no place', (text) =>
  expect(readPlace(text)).toBe(null),
)

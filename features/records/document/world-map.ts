/**
 * The flat map that everything here is drawn on: Gall's stereographic cylinder, in units of one degree of longitude, x to the east and y to the north. A cylinder can be
 * cut anywhere, so a list from Seoul to Los Angeles is drawn over the Pacific. Safe in a browser.
 */
const stretch = (180 / Math.PI) * Math.SQRT2 * (1 + Math.SQRT1_2)
const radians = Math.PI / 180
const maxShown = 80
export const northing = (latitude: number) => stretch * Math.tan((Math.max(-maxShown, Math.min(maxShown, latitude)) * radians) / 2)
const latitudeAt = (y: number) => (2 * Math.atan(y / stretch)) / radians

/** A longitude moved by whole turns to lie within half a turn of `around`. */
export const near = (longitude: number, around: number) => longitude - 360 * Math.round((longitude - around) / 360)

/** The map of the whole world (`/covers/world-….svg`), the Atlantic at its edges. `north` is the northing of its upper edge: the northernmost land and a little more. */
export const world = { width: 1200, height: 590, middle: 150, north: 112.07074673414147, scale: 1200 / 359 } as const

type Place = { latitude: number; longitude: number }

/** Where a place is on that map, in its units. */
export const onWorld = ({ latitude, longitude }: Place): { x: number; y: number } => ({
  x: world.width / 2 + (near(longitude, world.middle) - world.middle) * world.scale,
  y: (world.north - northing(latitude)) * world.scale,
})

/** The place there, in degrees with so many decimals. */
export function fromWorld({ x, y }: { x: number; y: number }, decimals = 4): Place {
  const rounded = (value: number) => Number(value.toFixed(decimals))
  return {
    latitude: rounded(Math.max(-maxShown, Math.min(maxShown, latitudeAt(world.north - y / world.scale)))),
    longitude: rounded(near(world.middle + (x - world.width / 2) / world.scale, 0)),
  }
}

const number = String.raw`[-−+]?\d{1,3}(?:\.\d+)?`
/** How maps write where they are: the pin before what is merely in sight. */
const forms = [
  new RegExp(String.raw`!3d(${number})!4d(${number})`),
  new RegExp(String.raw`[?&#]mlat=(${number})&mlon=(${number})`),
  new RegExp(String.raw`[?&](?:q|query|ll|center|daddr)=(?:loc:)?(${number})(?:,|%2C)\+?(${number})`),
  new RegExp(String.raw`@(${number}),(${number})`),
  new RegExp(String.raw`#map=[\d.]+/(${number})/(${number})`),
  new RegExp(String.raw`^geo:(${number}),(${number})`),
]
const pair = new RegExp(String.raw`^\(?\s*(${number})\s*°?\s*([NS]?)\s*[,;\s]\s*(${number})\s*°?\s*([EW]?)\s*\)?$`, 'i')

/** The place that two numbers or the address of a map name (Google, OpenStreetMap, Apple, `geo:`); null for any other text. */
export function readPlace(text: string): Place | null {
  const typed = pair.exec(text.trim())
  const found = typed ? [typed[1]!, typed[3]!] : forms.map((form) => form.exec(text.trim())?.slice(1)).find(Boolean)
  if (!found) return null
  const [latitude, longitude] = found.map((one) => Number(one.replace('−', '-'))) as [number, number]
  const place = { latitude: /s/i.test(typed?.[2] ?? '') ? -latitude : latitude, longitude: /w/i.test(typed?.[4] ?? '') ? -longitude : longitude }
  return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : null
}

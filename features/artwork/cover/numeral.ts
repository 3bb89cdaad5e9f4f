import digits from './digits.json'

// Outlines of the display face at 1000 units to the em: an SVG that stands in an <img> sees no font of the page.
const capHeight = 660
const tracking = -28
const isDigit = (character: string): character is keyof typeof digits => character in digits

/** The width of a number whose digits are `height` high. */
export const numeralWidth = (value: number, height: number) =>
  ([...String(value)].filter(isDigit).reduce((sum, digit) => sum + digits[digit].width + tracking, -tracking) * height) / capHeight

/** A whole number drawn as outlines, centred on `x`, its feet on `y`; `paint` is an SVG fill. */
export function numeral(value: number, { x, y, height, paint }: { x: number; y: number; height: number; paint: string }): string {
  const scale = height / capHeight
  let at = 0
  const paths = [...String(value)].filter(isDigit).map((digit) => {
    const drawn = `<path transform="translate(${at})" d="${digits[digit].path}"/>`
    at += digits[digit].width + tracking
    return drawn
  })
  return `<g fill="${paint}" transform="translate(${(x - numeralWidth(value, height) / 2).toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(4)})">${paths.join('')}</g>`
}

/** One path for the whole number, in the digits' own units from 0: a gradient over it spans the number, not each digit. */
export function numeralPath(value: number): { path: string; width: number; height: number } {
  let at = 0
  let path = ''
  for (const digit of [...String(value)].filter(isDigit)) {
    path += shift(digits[digit].path, at)
    at += digits[digit].width + tracking
  }
  return { path, width: at - tracking, height: capHeight }
}

// The outlines use M L H V Q C Z with absolute numbers only: moving one sideways moves every x.
function shift(path: string, by: number): string {
  if (by === 0) return path
  return path.replace(/([MLHVQCZ])([^MLHVQCZ]*)/g, (_, command: string, rest: string) => {
    if (command === 'Z' || command === 'V') return command + rest
    const numbers = rest.match(/-?\d+(?:\.\d+)?/g) ?? []
    return command + numbers.map((number, index) => (command === 'H' || index % 2 === 0 ? Number(number) + by : number)).join(' ')
  })
}

/** Plain grounds with the paint of their number: the same in light and dark pages. */
const grounds = [
  { ground: '#0b4a54', paint: '#bdf0f5' },
  { ground: '#b3005a', paint: '#ffd9ea' },
  { ground: '#123a6b', paint: '#cfe3ff' },
  { ground: '#e4daf8', paint: '#2a1458' },
] as const

/** A whole number as large as its ground, half out of the picture: one of the drawn covers of a list. `seed` picks the ground. */
export function drawNumeral({ value, seed, width, height }: { value: number; seed: number; width: number; height: number }): string {
  const { ground, paint } = grounds[seed % grounds.length]!
  const tall = Math.min(height * 0.86, (height * 0.86 * width * 1.02) / numeralWidth(value, height * 0.86))
  const number = numeral(value, { x: width * 0.47, y: height * 0.5 + tall * 0.58, height: tall, paint })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><path fill="${ground}" d="M0 0h${width}v${height}H0z"/>${number}</svg>`
}

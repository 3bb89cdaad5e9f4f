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

import { numeralPath, numeralWidth } from './numeral'
import { randomOf } from './random'

/** The five colours of the beams. */
const hues = ['#ff2d8a', '#7c3bff', '#17c3e6', '#ff7ab8', '#4b1fd0'] as const

type Beams = { seed: string; width: number; height: number; beams?: number; numeral?: number | null; numeralAt?: { x: number; y: number; height: number } }

/**
 * Beams of light over a crowd of lightsticks, as in a concert hall, with a great number in front: the drawn cover of a list of
 * people. An SVG of its own; the same for the same input.
 */
export function drawBeams({ seed, width, height, beams = 9, numeral = null, numeralAt }: Beams): string {
  const random = randomOf(seed)
  const round = (value: number) => String(Math.round(value))
  const count = Math.max(6, Math.min(16, beams))
  const light: string[] = []
  for (let index = 0; index < count; index++) {
    // One beam in each part of the floor: random places alone could leave one side dark.
    const x = width * (0.03 + (0.94 * (index + random())) / count)
    const lean = (random() - 0.5) * 1.1
    const spread = 0.04 + random() * 0.09
    const reach = height * (1.25 + random() * 0.35)
    const end = (angle: number) => `${round(x + Math.sin(angle) * reach)} ${round(height * 1.08 - Math.cos(angle) * reach)}`
    light.push(
      `<path d="M${round(x)} ${round(height * 1.08)}L${end(lean - spread)} ${end(lean + spread)}z" fill="url(#l${Math.floor(random() * hues.length)})"/>`,
    )
  }
  const numberArt =
    numeral === null
      ? ''
      : drawNumber(
          numeral,
          numeralAt ?? {
            x: width / 2,
            y: height * 0.68,
            height: Math.min(height * 0.42, (width * 0.72 * height * 0.42) / numeralWidth(numeral, height * 0.42)),
          },
        )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs>`,
    '<radialGradient id="n" cx=".5" cy="1.1" r="1.1"><stop stop-color="#43177a"/><stop offset=".55" stop-color="#1b1030"/><stop offset="1" stop-color="#0e0916"/></radialGradient>',
    ...hues.map(
      (hue, index) =>
        `<linearGradient id="l${index}" x1=".5" x2=".5" y1="1" y2="0"><stop stop-color="${hue}" stop-opacity=".9"/><stop offset=".8" stop-color="${hue}" stop-opacity="0"/></linearGradient>`,
    ),
    '<linearGradient id="w" x2="0" y2="1"><stop offset=".1" stop-color="#fff"/><stop offset="1" stop-color="#cdb8ff" stop-opacity=".34"/></linearGradient></defs>',
    `<path fill="url(#n)" d="M0 0h${width}v${height}H0z"/><g style="mix-blend-mode:screen">${light.join('')}</g>`,
    numberArt,
    drawCrowd(random, width, height),
    '</svg>',
  ].join('')
}

function drawNumber(value: number, { x, y, height }: { x: number; y: number; height: number }): string {
  const drawn = numeralPath(value)
  const scale = height / drawn.height
  return `<path fill="url(#w)" transform="translate(${(x - (drawn.width * scale) / 2).toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(4)})" d="${drawn.path}"/>`
}

// The crowd's lightsticks: small far away, larger near, each held at its own angle. One path for each colour and row keeps the file small.
function drawCrowd(random: () => number, width: number, height: number): string {
  const unit = Math.sqrt(width * height) / 480
  return [0, 1, 2]
    .map((row) => {
      const sticks = hues.map(() => '')
      for (let index = 0; index < 26 - row * 6; index++) {
        const x = width * random()
        const y = height * (0.885 + row * 0.04 + 0.03 * random())
        const lean = (random() - 0.5) * 5 * unit
        sticks[Math.floor(random() * hues.length)] += `M${x.toFixed(0)} ${y.toFixed(0)}l${lean.toFixed(1)} ${(-(4 + row * 3) * unit).toFixed(1)}`
      }
      return sticks
        .map((path, hue) => (path ? `<path stroke="${hues[hue]}" d="${path}"/>` : ''))
        .join('')
        .replace(/^(.*)$/, `<g stroke-width="${((1.6 + row * 0.9) * unit).toFixed(1)}" stroke-linecap="round" opacity="${(0.5 + row * 0.2).toFixed(1)}">$1</g>`)
    })
    .join('')
}

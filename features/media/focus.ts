/**
 * Where a picture that is cropped on readers' pages keeps its focal point. Their policy allows no style in the HTML, so steps of a twentieth are classes, and their rules are a
 * style sheet of its own: only pages that show a picture ask for it. A change of the rules takes another name.
 */
export const focusSheet = '/media/focus-2.css'

const steps = 20
const sides = ['x', 'y'] as const

export const focusClass = (focus: { x: number; y: number }): string => sides.map((side) => `f${side}${Math.round(focus[side] * steps)}`).join(' ')

/** A `picture` has no box of its own, so its `img` stands where a drawn cover would; nor have its sources, which would each take a place beside it. */
export const focusRules = (): string =>
  [
    'picture{display:contents}',
    'picture>source{display:none}',
    // As a drawn one in ui/styles/entry.css, for which every article pays.
    '.poster>picture>img{position:absolute;inset:0;z-index:-2;width:100%;height:100%;object-fit:cover}',
    "[class*=' fx']{object-position:var(--fx) var(--fy)}",
    ...sides.flatMap((side) => Array.from({ length: steps + 1 }, (_, step) => `.f${side}${step}{--f${side}:${(step * 100) / steps}%}`)),
  ].join('\n')

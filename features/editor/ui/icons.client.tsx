const shapes = {
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  open: 'm4 6 4 4 4-4',
  closed: 'm6 4 4 4-4 4',
  find: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2L14 14',
  tick: 'm3 8.5 3.2 3L13 4.5',
  fold: 'M3 4h10M3 8h10M3 12h10',
} as const

/** A small drawing for a control, which says its name itself. */
export function Icon({ of }: { of: keyof typeof shapes }) {
  return (
    <svg className={`i i-${of}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[of]} />
    </svg>
  )
}

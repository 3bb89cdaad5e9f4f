const shapes = {
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  open: 'm4 6 4 4 4-4',
  closed: 'm6 4 4 4-4 4',
  find: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2L14 14',
  tick: 'm3 8.5 3.2 3L13 4.5',
  fold: 'M3 4h10M3 8h10M3 12h10',
  moved: 'M8 2.5v11M5.5 5 8 2.5 10.5 5M5.5 11 8 13.5l2.5-2.5',
  numbers: 'M6.5 2.5 5 13.5M11 2.5 9.5 13.5M3 6h10.5M2.5 10H13',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  pen: 'm3 13 .7-3L10.5 3.2l2.3 2.3L6 12.3 3 13Z',
  person: 'M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3.5 13.5a4.5 4.5 0 0 1 9 0',
  play: 'M5 3.5v9L12 8 5 3.5Z',
  link: 'm6.5 9.5 3-3M7 4.5 8.5 3A3 3 0 0 1 13 7.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7',
  sections: 'M3 3.5h10V7H3zM3 9.5h10V13H3z',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 5v3.2l2 1.5',
} as const
export type IconName = keyof typeof shapes

/** A small drawing for a control, which says its name itself. */
export function Icon({ of }: { of: IconName }) {
  return (
    <svg className={`i i-${of}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[of]} />
    </svg>
  )
}

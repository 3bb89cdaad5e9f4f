import type { ReactNode } from 'react'

/** Icons of 24 × 24 units in the colour of the text. Each stands beside words or has a label: it is never the only name of a control. */
const icon = (drawing: ReactNode, filled = false) =>
  function Icon() {
    return (
      <svg
        className="icon"
        viewBox="0 0 24 24"
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
        aria-hidden="true"
      >
        {drawing}
      </svg>
    )
  }

const star = <path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z" />

export const StarIcon = icon(star)
export const StarFilledIcon = icon(star, true)
const heart = <path d="M12 20.5C3 14 2.5 10 3.5 7.5c1.5-3.5 6.5-3.5 8.5.5 2-4 7-4 8.5-.5 1 2.5.5 6.5-8.5 13z" />
export const HeartIcon = icon(heart)
export const HeartFilledIcon = icon(heart, true)
export const PlayIcon = icon(<path d="M7 4.5l12 7.5-12 7.5z" />, true)
export const SearchIcon = icon(<path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5l5 5" />)
export const MoonIcon = icon(<path d="M20 14.5a8.5 8.5 0 0 1-10.5-10.5 8.5 8.5 0 1 0 10.5 10.5z" />)
export const SunIcon = icon(
  <path d="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4" />,
)
const bell = <path d="M12 3a5.5 5.5 0 0 0-5.5 5.5c0 5-2 6.5-2 8h15c0-1.5-2-3-2-8A5.5 5.5 0 0 0 12 3zM10 20h4" />
export const BellIcon = icon(bell)
export const BellNewIcon = icon(
  <>
    {bell}
    <circle cx="18" cy="6" r="5" fill="var(--magenta)" stroke="none" />
  </>,
)
export const NextIcon = icon(<path d="M9 5l7 7-7 7" />)
export const PreviousIcon = icon(<path d="M15 5l-7 7 7 7" />)
export const PersonIcon = icon(<path d="M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6z" />)
export const TalkIcon = icon(<path d="M4 5h16v11h-9l-4.5 4v-4H4z" />)

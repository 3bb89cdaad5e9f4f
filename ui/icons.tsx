import type { ReactNode } from 'react'

/** Drawn on 24 × 24, in the colour of the text around. They are never the only name of a thing: words or a label stand beside. */
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
const heart = <path d="M12 20.5c-8-5.5-9-9.5-8.5-12a4.6 4.6 0 0 1 8.5-1.5 4.6 4.6 0 0 1 8.5 1.5c.5 2.5-.5 6.5-8.5 12z" />

export const StarIcon = icon(star)
export const StarFilledIcon = icon(star, true)
export const HeartIcon = icon(heart)
export const HeartFilledIcon = icon(heart, true)
export const PlayIcon = icon(<path d="M7 4.5l12 7.5-12 7.5z" />, true)
export const SearchIcon = icon(<path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5l5 5" />)
export const MoonIcon = icon(<path d="M20 14.5a8.5 8.5 0 0 1-10.5-10.5 8.5 8.5 0 1 0 10.5 10.5z" />)
export const SunIcon = icon(
  <path d="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4" />,
)
export const OutIcon = icon(<path d="M8 6h10v10M18 6L6 18" />)
export const NextIcon = icon(<path d="M9 5l7 7-7 7" />)
export const PreviousIcon = icon(<path d="M15 5l-7 7 7 7" />)
export const PinIcon = icon(<path d="M12 21c-5-5.5-7-8.5-7-11.5a7 7 0 0 1 14 0c0 3-2 6-7 11.5zM12 7.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" />)
export const LinkIcon = icon(<path d="M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7l1-1" />)

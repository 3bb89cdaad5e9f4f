import type { ReactNode } from 'react'
import { MoonIcon, SearchIcon, SunIcon } from './icons'

export type SiteLink = { href: string; label: string }

/** The lightstick itself. Its gradient, `#glow`, is also the one that a reader's own share bar is painted with. */
export const Mark = () => (
  <svg viewBox="0 0 16 24" aria-hidden="true">
    <defs>
      <linearGradient id="glow" x1="0" x2="1" y1="0.1" y2="0">
        <stop stopColor="var(--magenta)" />
        <stop offset=".55" stopColor="var(--violet)" />
        <stop offset="1" stopColor="var(--cyan)" />
      </linearGradient>
    </defs>
    <rect x="4.5" width="7" height="24" rx="3.5" transform="rotate(14 8 12)" fill="url(#glow)" />
  </svg>
)

/** The button that switches between light and dark; `back` is the path of this page, where the answer leads. */
export const ThemeSwitch = ({ back }: { back?: string }) => (
  <form className="theme" method="post" action="/api/theme">
    {back ? <input type="hidden" name="back" value={back} /> : null}
    <button name="theme" value="dark" aria-label="Dark colours" title="Dark colours">
      <MoonIcon />
    </button>
    <button name="theme" value="light" aria-label="Light colours" title="Light colours">
      <SunIcon />
    </button>
  </form>
)

/**
 * The top of every page. `current` is the path of the link to mark; `account` is the link to sign in or to one's own page;
 * `search` the path of the page to search on; `skipTo` the id that the first link leads to.
 */
export function Masthead({
  name,
  links,
  current,
  account,
  search,
  back,
  skipTo = 'main',
}: {
  name: string
  links: SiteLink[]
  current?: string
  account?: ReactNode
  search?: string
  back?: string
  skipTo?: string
}) {
  return (
    <>
      <a className="skip" href={`#${skipTo}`}>
        Skip to the content
      </a>
      <header className="mast">
        <a className="name" href="/">
          <Mark />
          {name}
        </a>
        {links.length > 0 ? (
          <nav aria-label="Site">
            {links.map((link) => (
              <a key={link.href} href={link.href} aria-current={link.href === current ? 'page' : undefined}>
                {link.label}{' '}
              </a>
            ))}
          </nav>
        ) : null}
        <div className="tools">
          {search ? (
            <a className="find" href={search} aria-label="Search" title="Search">
              <SearchIcon />
            </a>
          ) : null}
          {account}
          <ThemeSwitch back={back} />
        </div>
      </header>
    </>
  )
}

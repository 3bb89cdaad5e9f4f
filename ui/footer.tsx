import type { ReactNode } from 'react'
import type { SiteLink } from './masthead'

/** The end of every page. */
export function Footer({ links, children }: { links: SiteLink[]; children?: ReactNode }) {
  return (
    <footer className="foot">
      <p>{children}</p>
      <nav aria-label="About this site">
        {links.map((link) => (
          <a key={`${link.href} ${link.label}`} href={link.href} rel={link.href.startsWith('/') ? undefined : 'me noopener'}>
            {link.label}
          </a>
        ))}
      </nav>
    </footer>
  )
}

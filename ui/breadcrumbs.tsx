import type { ReactNode } from 'react'

/** The pages above this one, from the front page down; the page itself is not included. */
export function Breadcrumbs({ trail }: { trail: { href: string; label: ReactNode }[] }) {
  return (
    <nav className="crumbs" aria-label="Breadcrumbs">
      <ol>
        {trail.map((step) => (
          <li key={step.href}>
            <a href={step.href}>{step.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

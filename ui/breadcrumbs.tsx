import type { ReactNode } from 'react'

/** The way here, from the top; the page itself is not in it. */
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

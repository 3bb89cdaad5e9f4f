import type { ReactNode } from 'react'
import { bridge } from '@/platform/bridge'

type Props = { className?: string; children: ReactNode }

/**
 * The main part of a page, drawn to HTML at once by the server. Next would draw it twice, write it down a second time for scripts that our pages do not
 * have, and take two to three times as long (docs/decisions/0014-drawn-at-once.md). Nothing in it may wait or run in the browser: the page reads what it
 * needs and passes it down. What breaks this throws an error that names it, in development and in production.
 */
export function Main({ className, children }: Props) {
  const draw = bridge()?.draw
  if (draw) return <main id="main" className={className} dangerouslySetInnerHTML={{ __html: draw(children) }} />
  return (
    <main id="main" className={className}>
      {children}
    </main>
  )
}

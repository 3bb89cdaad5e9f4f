import type { ReactNode } from 'react'
import { bridge } from '@/platform/bridge'

type Props = { className?: string; children: ReactNode }

/**
 * The main part of a page, drawn in one go. Next would draw it twice, write it down a second time for a script that our pages do not have,
 * and take two to three times as long (docs/decisions/0014-drawn-at-once.md). What stands in it waits for nothing: queries are the page's.
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

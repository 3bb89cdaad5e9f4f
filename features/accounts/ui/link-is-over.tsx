import type { ReactNode } from 'react'
import { Notice } from '@/ui/notice'

/** The page for a one-time link that was used, is too old, or never existed. */
export const LinkIsOver = ({ children }: { children: ReactNode }) => (
  <main id="main" className="page narrow">
    <h1>This link is over</h1>
    <Notice tone="warn">It has been used already, or it is too old.</Notice>
    <p className="aside">{children}</p>
  </main>
)

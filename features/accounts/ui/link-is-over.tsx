import type { ReactNode } from 'react'
import { Notice } from '@/ui/notice'

/** A one-time link that is used, too old, or never was. */
export const LinkIsOver = ({ children }: { children: ReactNode }) => (
  <main id="main" className="page narrow">
    <h1>This link is over</h1>
    <Notice tone="warn">It has been used already, or it is too old.</Notice>
    <p className="aside">{children}</p>
  </main>
)

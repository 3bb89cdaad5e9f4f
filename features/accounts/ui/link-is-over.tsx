import type { ReactNode } from 'react'
import { Notice } from '@/ui/notice'
import { Frame, type WayBack } from './frame'

/** What is said, in place of a form, of a one-time link that was used, is too old, or never existed. */
export const LinkIsOver = ({ back, children }: { back: WayBack | null; children: ReactNode }) => (
  <Frame title="This link is over" back={back}>
    <Notice tone="warn">It has been used already, or it is too old.</Notice>
    <p className="ways">{children}</p>
  </Frame>
)

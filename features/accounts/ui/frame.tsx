import type { ReactNode } from 'react'
import { PersonIcon, StarFilledIcon, TalkIcon } from '@/ui/icons'
import { Words } from '@/ui/name'

/** Where somebody comes back to afterwards: `title` in large words, `within` below them, and `name`, as a sentence says it. */
export type WayBack = { name: string; title: string | null; within: string | null }

type Props = {
  title: string
  /** A line under the heading: text. The way back, when there is one and no line. */
  line?: string
  back: WayBack | null
  /** What an account brings, below the form. */
  brings?: boolean
  children: ReactNode
}

/**
 * What the pages of signing in share: the form, and beside it (above it on a phone) a picture of light with where one comes back to. Stands in `<Main className="sign">`.
 * The picture says nothing that the form does not need, so it comes after it for whoever listens.
 */
export function Frame({ title, line, back, brings = false, children }: Props) {
  const said = line ?? (back ? `You come back to ${back.name} afterwards.` : null)
  return (
    <>
      <div className="sign-form">
        <h1>{title}</h1>
        {said ? (
          <p className="sign-line">
            <Words text={said} />
          </p>
        ) : null}
        {children}
        {brings ? <Brings /> : null}
      </div>
      <div className="sign-art">
        <img src="/covers/lights-1.svg" alt="" width="900" height="900" />
        <div>
          <p>
            <Words text={back?.title ?? 'Lists that readers answer.'} />
          </p>
          {back?.within ? (
            <small>
              <Words text={back.within} />
            </small>
          ) : null}
        </div>
      </div>
    </>
  )
}

/** What is here today, and no more. */
const Brings = () => (
  <ul className="brings">
    <li>
      <StarFilledIcon />
      Your votes and comments on every device
    </li>
    <li>
      <TalkIcon />
      What you did here as a guest comes along
    </li>
    <li>
      <PersonIcon />
      Your name, marked as that of an account
    </li>
  </ul>
)

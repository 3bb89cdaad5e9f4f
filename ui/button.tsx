import type { ButtonHTMLAttributes, ReactNode } from 'react'

type Look = 'plain' | 'primary' | 'quiet' | 'danger'
const classes = (look: Look, small: boolean | undefined) => ['btn', look === 'plain' ? '' : look, small ? 'small' : ''].filter(Boolean).join(' ')

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; small?: boolean; children: ReactNode }

/** Submits its form unless told otherwise. */
export const Button = ({ look = 'plain', small, type = 'submit', ...rest }: Props) => <button type={type} className={classes(look, small)} {...rest} />

/** A link that looks like a button: for going somewhere, never for doing something. */
export const ButtonLink = ({ href, look = 'plain', small, children }: { href: string; look?: Look; small?: boolean; children: ReactNode }) => (
  <a className={classes(look, small)} href={href}>
    {children}
  </a>
)

import type { ReactNode } from 'react'
import type { FormState } from '@/platform/bridge'
import { Field } from '@/ui/field'

type Props = { form: string; refused: FormState | null; name?: string; label?: string; hint?: string; value?: string; optional?: boolean }

const common = ({ form, refused, name = '', optional = false }: Props) => ({
  id: `${form}-${name}`,
  name,
  error: refused?.fields?.[name],
  // Screen readers hear which field is wrong (WCAG 3.3.1). The form has `noValidate`, so the browser's checks do not hide ours.
  required: !optional,
  optional,
  // The page of a refused form scrolls to the first field that is wrong.
  autoFocus: Object.keys(refused?.fields ?? {})[0] === name,
})

/** `autocomplete` lets password managers and browsers fill in what they know (WCAG 1.3.5, 3.3.8); pasting is never hindered. */
export const EmailField = (props: Props) => (
  <Field
    {...common({ name: 'email', ...props })}
    label={props.label ?? 'Email'}
    hint={props.hint}
    type="email"
    inputMode="email"
    autoComplete={props.form === 'sign-in' ? 'username' : 'email'}
    autoCapitalize="none"
    spellCheck={false}
    placeholder="you@example.org"
    defaultValue={props.refused?.values.email ?? props.value}
  />
)

export const NameField = (props: Props) => (
  <Field
    {...common({ name: 'name', ...props })}
    label={props.label ?? 'Name'}
    hint={props.hint ?? 'Shown beside your comments'}
    autoComplete="nickname"
    defaultValue={props.refused?.values.name ?? props.value}
  />
)

/** The typed password is never sent back: no page holds a password. */
export const NewPasswordField = (props: Props) => (
  <Field
    {...common({ name: 'password', ...props })}
    label={props.label ?? 'Password'}
    hint={props.hint ?? 'At least 10 characters; a few words are good'}
    type="password"
    autoComplete="new-password"
  />
)

/** A code of six digits; phones and password managers offer it. `recovery`: one of letters and digits. */
export const CodeField = ({ recovery = false, ...props }: Props & { recovery?: boolean }) => (
  <Field
    {...common({ name: 'code', ...props })}
    label={props.label ?? (recovery ? 'Recovery code' : 'Code')}
    hint={props.hint}
    inputMode={recovery ? 'text' : 'numeric'}
    autoComplete={recovery ? 'off' : 'one-time-code'}
    autoCapitalize="none"
    spellCheck={false}
    className="code"
  />
)

export const PasswordField = ({ beside, ...props }: Props & { beside?: ReactNode }) => (
  <Field {...common({ name: 'password', ...props })} label={props.label ?? 'Password'} beside={beside} type="password" autoComplete="current-password" />
)

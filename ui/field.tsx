import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'

type Words = {
  id: string
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  small?: boolean
  optional?: boolean
  beside?: ReactNode
}
type InputProps = Words & Omit<InputHTMLAttributes<HTMLInputElement>, keyof Words>
type AreaProps = Words & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof Words>

const described = ({ id, hint, error }: Pick<Words, 'id' | 'hint' | 'error'>) =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

function Frame({ id, label, hint, error, small, optional, beside, children }: Omit<Words, 'name'> & { children: ReactNode }) {
  return (
    <div className={['field', small ? 'small' : '', error ? 'bad' : '', beside ? 'with-beside' : ''].filter(Boolean).join(' ')}>
      <label htmlFor={id}>
        {label}
        {optional ? <span className="soft"> (optional)</span> : null}
      </label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      {error ? (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {/* Stands beside the label, and comes after the field for whoever goes by keyboard: most pass it. */}
      {beside ? <p className="beside">{beside}</p> : null}
    </div>
  )
}

/** A labelled input; the hint and the message are read out with it (WCAG 1.3.1, 3.3.1). `defaultValue` holds what was typed; `beside` is a link beside the label. */
export function Field({ id, name, label, hint, error, small, optional, beside, ...rest }: InputProps) {
  return (
    <Frame {...{ id, label, hint, error, small, optional, beside }}>
      <input id={id} name={name} aria-describedby={described({ id, hint, error })} aria-invalid={error ? true : undefined} {...rest} />
    </Frame>
  )
}

/** A labelled text area. */
export function TextField({ id, name, label, hint, error, small, optional, ...rest }: AreaProps) {
  return (
    <Frame {...{ id, label, hint, error, small, optional }}>
      <textarea id={id} name={name} aria-describedby={described({ id, hint, error })} aria-invalid={error ? true : undefined} {...rest} />
    </Frame>
  )
}

/**
 * The summary above a refused form: what is wrong, with a link to each field. `fields` maps a field's name to its message;
 * `ids` says which element a name means where that is not the name itself.
 */
export function FormErrors({ message, fields = {}, ids = {} }: { message: string; fields?: Record<string, string>; ids?: Record<string, string> }) {
  const entries = Object.entries(fields)
  const only = entries.length === 1 && entries[0]?.[1] === message ? entries[0][0] : null
  return (
    <div className="errors" role="alert">
      <p>
        <b>{only ? <a href={`#${ids[only] ?? only}`}>{message}</a> : message}</b>
      </p>
      {entries.length > 0 && !only ? (
        <ul>
          {entries.map(([name, text]) => (
            <li key={name}>
              <a href={`#${ids[name] ?? name}`}>{text}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

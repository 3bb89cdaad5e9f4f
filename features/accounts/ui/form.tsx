import type { ReactNode } from 'react'
import type { FormState } from '@/platform/bridge'
import { Button } from '@/ui/button'
import { FormErrors } from '@/ui/field'

type Props = {
  action: string
  /** The refused form, when it is this one. */
  refused: FormState | null
  submit: string
  look?: 'primary' | 'plain' | 'danger'
  /** Hidden fields. */
  hidden?: Record<string, string | null | undefined>
  /** Beside the button: another way. */
  beside?: ReactNode
  /** Prefix of the ids of this form's fields. */
  id: string
  children?: ReactNode
}

/** A form of the account pages: a summary of errors, fields, a button. It needs no JavaScript. */
export function AccountForm({ action, refused, submit, look = 'primary', hidden = {}, beside, id, children }: Props) {
  const fields = refused?.fields ?? {}
  // A message without a field of this page stands in the summary only.
  const ids = Object.fromEntries(Object.keys(fields).map((name) => [name, `${id}-${name}`]))
  return (
    <form className="form" method="post" action={action} id={id} noValidate>
      {refused ? <FormErrors message={refused.message} fields={fields} ids={ids} /> : null}
      {Object.entries(hidden).map(([name, value]) => (value ? <input key={name} type="hidden" name={name} value={value} /> : null))}
      {children}
      <div className="actions">
        <Button look={look}>{submit}</Button>
        {beside}
      </div>
    </form>
  )
}

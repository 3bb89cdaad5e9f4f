'use client'

import { useEffect, useState, type FormEvent, type InputHTMLAttributes } from 'react'

type Props = { email: string; onSignedIn: () => void; onClose: () => void }
type Answer = { needs?: 'second-factor'; error?: { message: string; fields?: Record<string, string> } }
type Refused = NonNullable<Answer['error']> | null

/** Signs in without leaving the page: with address and password, and the code of a second factor where the account has one. `onSignedIn`: the words can go to the site. */
export function SignInAgain({ email, onSignedIn, onClose }: Props) {
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [refused, setRefused] = useState<Refused>(null)
  const [busy, setBusy] = useState(false)
  // The dialog was there before this, and had nothing to give the focus to.
  useEffect(
    () => document.querySelector<HTMLElement>(step === 'code' || !email ? 'dialog[open] input' : 'dialog[open] input[type=password]')?.focus(),
    [step, email],
  )
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setRefused(null)
    const answer = await post(step === 'code' ? '/api/account/sign-in/code' : '/api/account/sign-in', new FormData(event.currentTarget))
    setBusy(false)
    if (answer.error) return setRefused(answer.error)
    if (answer.needs) return setStep('code')
    onSignedIn()
    onClose()
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {step === 'password' ? (
        <>
          <p>Your sign-in has ended. Your words are here and go to the site as soon as you are back. You stay in this place.</p>
          <Line name="email" label="Email" type="email" autoComplete="username" defaultValue={email} refused={refused} />
          <Line name="password" label="Password" type="password" autoComplete="current-password" refused={refused} />
        </>
      ) : (
        <>
          <p>Your account asks for a second step. Type the code that your app shows, or one of your recovery codes.</p>
          <Line key="code" name="code" label="Code" autoComplete="one-time-code" refused={refused} />
        </>
      )}
      {refused ? (
        <p className="error" role="alert">
          {refused.message.replace(/\.$/, '')}.
        </p>
      ) : null}
      <button type="submit" className="btn primary wide" aria-disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in and go on'}
      </button>
      <button type="button" className="btn wide" onClick={onClose}>
        Write on without the site
      </button>
      <p className="soft small">
        Another account on this browser is not given these words.{' '}
        <a href="/sign-in" target="_blank" rel="noreferrer">
          Sign in another way
        </a>{' '}
        or{' '}
        <a href="/forgot" target="_blank" rel="noreferrer">
          ask for a new password
        </a>
        , in a new tab.
      </p>
    </form>
  )
}

type LineProps = { name: string; label: string; refused: Refused } & InputHTMLAttributes<HTMLInputElement>

function Line({ name, label, refused, ...rest }: LineProps) {
  const problem = refused?.fields?.[name]
  const id = `again-${name}`
  return (
    <div className={problem ? 'field bad' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} aria-invalid={problem ? true : undefined} aria-describedby={problem ? `${id}-error` : undefined} {...rest} />
      {problem ? (
        <p className="error" id={`${id}-error`}>
          {problem}
        </p>
      ) : null}
    </div>
  )
}

async function post(path: string, form: FormData): Promise<Answer> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(form)) }
  try {
    const response = await fetch(path, { ...request, signal: AbortSignal.timeout?.(30_000) })
    return (await response.json()) as Answer
  } catch {
    return { error: { message: 'The site cannot be reached. Your words stay in this browser; try again in a moment' } }
  }
}

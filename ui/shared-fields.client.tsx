'use client'

import { useEffect, useRef, useState } from 'react'
import { Clash } from './clash.client'

/** What is wrong with a form: by field, and with all of it under `form`. */
type Errors = Readonly<Record<string, string>>

/** Said when no answer came. */
export const unreachableWords = 'The site cannot be reached: nothing was saved'

/**
 * What a form knows of fields that others may change meanwhile: `base`, what its writer saw; `theirs`, what is stored where somebody else has changed the same; and what
 * is wrong.
 */
export function useSharedFields<T extends object>(seen: T | (() => T)) {
  const [base, setBase] = useState(seen)
  const [theirs, setTheirs] = useState<Partial<T>>({})
  const [errors, setErrors] = useState<Errors>({})
  return {
    base,
    setBase,
    theirs,
    errors,
    /** Nothing was saved. */
    refuse: (wrong: Errors, stored?: Partial<T>) => {
      if (stored) setTheirs(stored)
      setErrors(wrong)
    },
    /** All of it is saved. */
    accept: () => {
      setErrors({})
      setTheirs({})
    },
    /** One of the two stays: the next save is held against theirs. */
    settle: (key: keyof T) => {
      setBase((before) => ({ ...before, [key]: theirs[key] }))
      setTheirs(({ [key]: _settled, ...rest }) => rest as Partial<T>)
      setErrors(({ [key as string]: _told, form: _form, ...rest }) => rest)
    },
  }
}

/** What stands in a form by now: it may be typed in while the site answers. */
export function useNow<T>(value: T) {
  const now = useRef(value)
  useEffect(() => void (now.current = value))
  return now
}

type ErrorProps = { id: string; words: string | undefined; /** There when two have changed the field. */ onSettle?: (isTheirs: boolean) => void }

/** What is wrong with a field, behind it. */
export function FieldError({ id, words, onSettle }: ErrorProps) {
  if (!words) return null
  if (onSettle) return <Clash id={id} words={words} onMine={() => onSettle(false)} onTheirs={() => onSettle(true)} />
  return (
    <p className="error" id={id}>
      {words}
    </p>
  )
}

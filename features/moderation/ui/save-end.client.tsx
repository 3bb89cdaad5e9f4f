'use client'

/** The end of a form of rules: what became of the last save, and the button. */
export function SaveEnd({ said, error, busy }: { said: string; error: string; busy: boolean }) {
  return (
    <>
      <p>
        <output>{said}</output>
      </p>
      {error ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
      <div className="actions">
        <button type="submit" className="btn primary" disabled={busy}>
          Save
        </button>
      </div>
    </>
  )
}

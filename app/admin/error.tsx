'use client'

/** Something broke while the studio drew itself: the draft is on the server or in this browser. */
export default function StudioError({ reset }: { reset: () => void }) {
  return (
    <main id="main" className="fail">
      <h1>Something went wrong</h1>
      <p>What you wrote is on the server, or kept in this browser, and comes back with the page.</p>
      <p>
        <button type="button" className="btn" onClick={reset}>
          Try again
        </button>
      </p>
    </main>
  )
}

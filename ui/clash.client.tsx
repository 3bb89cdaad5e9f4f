'use client'

type Props = { id?: string; words: string; onMine: () => void; onTheirs: () => void }

/** Two have changed one field of a form: both are there, and whoever saves says which one stays. */
export function Clash({ id, words, onMine, onTheirs }: Props) {
  return (
    <div className="error" id={id} role="alert">
      <p>{words}</p>
      <p className="row">
        <button type="button" className="btn small" onClick={onTheirs}>
          Take theirs
        </button>
        <button type="button" className="btn small" onClick={onMine}>
          Keep mine
        </button>
      </p>
    </div>
  )
}

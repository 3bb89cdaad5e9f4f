'use client'

import { useEditor } from './editor-context.client'

type Props = { total: number; /** In reading order. */ chosen: () => string[]; count: number; chooseNone: () => void }

/** What can be done below the outline: with the entries that are chosen, or to the list. */
export function OutlineFoot({ total, chosen, count, chooseNone }: Props) {
  const { arrange } = useEditor()
  const removeChosen = () => {
    arrange.remove(chosen())
    chooseNone()
  }
  return (
    <div className="bottom">
      {count > 0 ? (
        <>
          <b>{count} chosen</b>
          <button type="button" className="btn small" onClick={() => arrange.openMove({ entries: chosen() })}>
            Move to…
          </button>
          <button type="button" className="btn small" onClick={() => arrange.openCopy(chosen())}>
            Copy…
          </button>
          <button type="button" className="btn small danger" onClick={removeChosen}>
            Remove<span className="vh"> the chosen entries</span>
          </button>
        </>
      ) : (
        <>
          <button type="button" className="btn small" onClick={() => arrange.addBehind()}>
            + Entry
          </button>
          <button type="button" className="btn small" onClick={() => arrange.addSection(null)}>
            + Section
          </button>
          <button type="button" className="btn small" onClick={() => arrange.ask({ is: 'removed' })}>
            Removed…<span className="vh"> entries</span>
          </button>
          <small>{total === 1 ? '1 entry' : `${total} entries`}</small>
        </>
      )}
    </div>
  )
}

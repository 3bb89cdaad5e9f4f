'use client'

export type Aside = 'details' | 'notes' | 'find'

/** Chooses what stands beside the words. */
export function AsideSwitch({ aside, openNotes, onChoose }: { aside: Aside; openNotes: number; onChoose: (aside: Aside) => void }) {
  return (
    <div className="switch side-switch">
      <button type="button" aria-pressed={aside === 'details'} onClick={() => onChoose('details')}>
        Details
      </button>
      <button type="button" aria-pressed={aside === 'notes'} onClick={() => onChoose('notes')}>
        Notes {openNotes}
      </button>
      <button
        type="button"
        aria-pressed={aside === 'find'}
        aria-keyshortcuts="Control+F Meta+F"
        title="Find and replace (Ctrl F, on a Mac ⌘ F)"
        onClick={() => onChoose('find')}
      >
        Find
      </button>
    </div>
  )
}

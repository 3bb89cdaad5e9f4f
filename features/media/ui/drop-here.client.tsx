'use client'

/** Over the page while a file is held over it. */
export const DropHere = ({ words }: { words: string }) => (
  <div className="drop-here" aria-hidden="true">
    <p>{words}</p>
  </div>
)

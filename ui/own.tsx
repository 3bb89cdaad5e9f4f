import type { ReactNode } from 'react'

/**
 * Parts of a shared page that differ for each viewer. Both variants are rendered; for each request the server keeps one
 * and removes the tags. Not to be used inside `table` or `select`: HTML moves unknown elements out of them.
 */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ls-own': { of: string; children?: ReactNode }
      'ls-then': { children?: ReactNode }
      'ls-else': { children?: ReactNode }
      'ls-slot': { name: string }
    }
  }
}

/** `then` for the reader who has the state `of` (`vote:ENTRYID`, `signed-in`, `role:editor`…), `otherwise` for everyone else. */
export function Own({ of, then, otherwise }: { of: string; then?: ReactNode; otherwise?: ReactNode }) {
  return (
    <ls-own of={of}>
      <ls-then>{then}</ls-then>
      <ls-else>{otherwise}</ls-else>
    </ls-own>
  )
}

/** A slot that the server fills with the viewer's own HTML (`pending:ARTICLEID`, `account-name`…), empty for everyone else. */
export const OwnSlot = ({ name }: { name: string }) => <ls-slot name={name} />

'use client'

export const isArrow = ({ key }: KeyboardEvent) => key === 'ArrowUp' || key === 'ArrowDown'
export const isInCanvas = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('.canvas') !== null
/** Ctrl F, and Ctrl H where editors have it for replacing. On a Mac ⌘ F alone: ⌘ H hides the window there, and keys with Ctrl move the caret and delete. */
export const asksToFind = (
  { key, ctrlKey, metaKey, altKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  isOfMac: boolean,
) => !altKey && !shiftKey && (isOfMac ? metaKey && !ctrlKey && /^f$/i.test(key) : (ctrlKey || metaKey) && /^[fh]$/i.test(key))
/** Pressed there, the browser's own search opens: it looks through the panels too, but not through parts of a long list that are not drawn. */
export const isInFind = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('.find-panel') !== null
/** Alt and an arrow move the entry also from its heading, where the cursor stands after adding one: in a line they do nothing else. */
export const movesFrom = (event: KeyboardEvent) => event.altKey && isArrow(event) && event.target instanceof HTMLElement && event.target.id === 'entry-heading'
export const typing = (target: EventTarget | null) => target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
/** A field of the list: its text has no history of its own but that of the list. What is said of a picture there is no text of the list. */
export const inTheList = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('.canvas :is(textarea:not(.ask-for-words *), [contenteditable]), #list-description')

/** Readers one address and agent may bring to one list at once, and how often one more (seconds). What exceeds it is kept but not counted. */
export const crowd = { burst: 25, everySeconds: 120 }

/** Presses of one visitor, whatever they do: generous, since people change their minds and share networks. */
export const presses = { burst: 120, everySeconds: 1 }

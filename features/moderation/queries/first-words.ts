const maxWords = 160
/** How a comment begins, as it was typed. */
export const firstWords = (text: string): string => (text.length > maxWords ? `${text.slice(0, maxWords)}…` : text)

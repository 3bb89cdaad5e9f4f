/** How far from the end a line or a word may end to be the place where a text is cut, in code units. */
const lookBack = 1000

/** As much of a text as there is room for (in code units), cut where a line or else a word ends, and the rest. Together they are the text. */
export function whatFits(text: string, room: number): { fits: string; rest: string } {
  if (text.length <= room) return { fits: text, rest: '' }
  const whole = text.slice(0, Math.max(0, room))
  const from = Math.max(0, whole.length - lookBack)
  const end = [whole.lastIndexOf('\n'), whole.lastIndexOf(' ')].find((at) => at >= from)
  const isSplit = /[\uD800-\uDBFF]$/.test(whole)
  const at = end === undefined ? whole.length - (isSplit ? 1 : 0) : end + 1
  return { fits: text.slice(0, at), rest: text.slice(at) }
}

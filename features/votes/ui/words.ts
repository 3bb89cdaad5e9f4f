/** `1 vote`, `1,234 votes`. */
export const votesText = (votes: number) => `${votes.toLocaleString('en')} ${votes === 1 ? 'vote' : 'votes'}`

/** `1st`, `2nd`, `11th`. */
export function placeText(place: number): string {
  const last = place % 100 > 10 && place % 100 < 14 ? 0 : place % 10
  return `${place}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`
}

/** What is said above the results. */
export const turnout = (counted: number) =>
  counted === 0
    ? 'Nobody has voted yet. Press the star at your favourite; you can change your mind at any time.'
    : `${counted.toLocaleString('en')} ${counted === 1 ? 'reader has' : 'readers have'} voted. You can change your mind at any time.`

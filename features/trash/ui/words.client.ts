const maxNameLength = 120

/** The name of a list or a record, as a sentence has it. */
export const quoted = (name: string) =>
  name === '' ? 'A list without a title' : `“${name.length > maxNameLength ? `${name.slice(0, maxNameLength)}…` : name}”`

/** What is said of something that left the trash. `state`: of a list. */
export function backWords(name: string, state?: string): string {
  if (state === undefined) return `${quoted(name)} is back.`
  return state === 'unpublished'
    ? `${quoted(name)} is back, unpublished: readers do not see it until somebody publishes it.`
    : `${quoted(name)} is back, as a draft.`
}

/** Characters that PostgreSQL cannot keep, in its texts nor in its JSON: NUL, and half of a character that takes two code units. */
export const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()

export const notStorable = 'There is a character in it that cannot be kept (NUL, or half of one, perhaps of an emoji). Type this part again.'

/** The path of the first text in a value that cannot be kept; null when all can. */
export function unstorablePath(value: unknown, path: PropertyKey[] = []): PropertyKey[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : path
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorablePath(inner, [...path, Array.isArray(value) ? Number(key) : key])
    if (found) return found
  }
  return null
}

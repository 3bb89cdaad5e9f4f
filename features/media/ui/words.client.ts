/* Read on the server too. */

/** What a medium is called where it has no name: most pasted pictures have none. */
export const nameOf = ({ name }: { name: string }): string => name || 'A picture without a name'

const rounded = (value: number): string => value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '')

export function megabytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`
  return bytes < 1_000_000_000 ? `${rounded(bytes / 1_000_000)} MB` : `${rounded(bytes / 1_000_000_000)} GB`
}

/** Of all pictures: how many, and how much room they take. */
export function roomWords({ total, used, quota }: { total: number; used: number; quota: number | null }): string {
  const many = `${total} ${total === 1 ? 'picture' : 'pictures'}`
  if (quota === null) return total === 0 ? many : `${many}, ${megabytes(used)}`
  return `${many}, ${megabytes(used)} of ${megabytes(quota)}`
}

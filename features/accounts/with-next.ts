/** A page of signing in that leads to `next` afterwards, so that every way round ends where it began. */
export const withNext = (path: string, next: string | null | undefined): string =>
  next ? `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}` : path

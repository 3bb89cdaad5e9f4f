/** The source of a regular expression that matches exactly this text. */
export const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A route as Next spells it (`/articles/[slug]`, `/api/[...rest]`), as the source of a regular expression without `^` and `$`. */
export const routePattern = (route: string): string =>
  route
    .split('/')
    .map((segment) => (segment.startsWith('[...') ? '.+' : segment.startsWith('[') ? '[^/]+' : escapePattern(segment)))
    .join('/')

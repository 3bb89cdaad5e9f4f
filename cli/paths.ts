import path from 'node:path'

/** A path as it was typed: npm runs scripts in the project's folder and tells where it was called. */
export const typedPath = (typed: string) => path.resolve(process.env.INIT_CWD ?? process.cwd(), typed)

/** A path for messages: short when it is below the folder where the command was called. */
export function shownPath(absolute: string): string {
  const relative = path.relative(process.env.INIT_CWD ?? process.cwd(), absolute)
  return relative.startsWith('..') || relative === '' ? absolute : relative
}

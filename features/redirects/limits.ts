/** Words and limits that pages show. Without shapes: what checks input (zod) is then not sent to browsers. */

export const redirectLimits = { address: 500, lines: 5000, text: 900_000, removed: 500 } as const

/** The roles of accounts, lowest first: each may do what those before it may. */
export const roles = ['reader', 'author', 'editor', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

/** Words and limits that pages show. Without shapes: what checks input (zod) is then not sent to browsers. */

export const siteLimits = { name: 60, description: 200, tagline: 80, links: 12, label: 40, address: 500, days: 3650, guestLinks: 20 } as const

export const commenters = ['everyone', 'accounts', 'nobody'] as const

/** Who may comment, or vote, as people say it. */
export const commenterWords = { everyone: 'Everybody, guests too', accounts: 'Readers with an account', nobody: 'Nobody' } as const satisfies Record<
  (typeof commenters)[number],
  string
>

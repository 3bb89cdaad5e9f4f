/** Words and limits that pages show. Without shapes: what checks input (zod) is then not sent to browsers. */

export const siteLimits = {
  name: 60,
  description: 200,
  tagline: 80,
  links: 12,
  label: 40,
  address: 500,
  days: 3650,
  guestLinks: 20,
  slowSeconds: 86_400,
} as const

export const commenters = ['everyone', 'accounts', 'nobody'] as const

/** Who may comment, or vote, as people say it. */
export const commenterWords = { everyone: 'Everybody, guests too', accounts: 'Readers with an account', nobody: 'Nobody' } as const satisfies Record<
  (typeof commenters)[number],
  string
>

/** How long a reader may have to wait between two comments, in seconds. */
export const slowChoices = [0, 30, 60, 300, 900, 3600, 86_400]
export function slowWords(seconds: number): string {
  if (seconds === 0) return 'Off'
  const [count, unit] = seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [Math.round(seconds / 60), 'minute'] : [Math.round(seconds / 3600), 'hour']
  return `One comment in ${count} ${unit}${count === 1 ? '' : 's'}`
}

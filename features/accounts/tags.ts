/** A page that shows an account's name or byline. */
export const accountTag = (accountId: string) => `account:${accountId}`

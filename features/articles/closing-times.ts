/** How often it is looked whose time for comments or votes has come to its end. */
export const closingEveryMs = 600_000

type Made = { id: string; wasThere: boolean }

/** No answer came: it may have been done, and nobody knows. */
export const lostAnswer =
  'No answer came from the site. The list may have been made all the same: press again, and you get that one and not a second. All of this is still here'

/**
 * Whether the list that was made is the article as it stands here. One that was there already is what was sent at an earlier time, and what was changed since is not in
 * it. `sent`: the article as it was each time, this one included, but for those that were refused.
 */
export const isAsSent = <A>({ wasThere }: Made, article: A, sent: readonly A[]): boolean =>
  !wasThere || (sent.length > 1 && sent.every((one) => one === article))

export const madeBefore = 'This list was made when you pressed before. What you changed since may not be in it: open it and change it there'

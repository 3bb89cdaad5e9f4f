/** Comments of one reader, and of one address: so many at once, then one more each so many seconds. */
export const pace = { reader: { burst: 6, everySeconds: 15 }, address: { burst: 40, everySeconds: 3 } }

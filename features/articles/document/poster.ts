export const posterSize = { width: 640, height: 360 }
/** The drawn poster of an entry's video. */
export const posterAddress = (entryId: string) => `/posters/${entryId}.svg`

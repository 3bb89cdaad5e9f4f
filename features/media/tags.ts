/** The tag of pages that show this medium. */
export const mediumTag = (mediumId: string) => `media:${mediumId}`

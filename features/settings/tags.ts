/** What stands around every page and in its head: the site's name, its links. */
export const siteTag = 'site'
/** Which list leads on the home page. */
export const leadTag = 'site:lead'
/** Who may comment, and until when. */
export const commentingTag = 'site:commenting'
/** Who may vote, and until when. */
export const votingTag = 'site:voting'
/** The name alone: pictures bear it, and are drawn again when it is another one. */
export const nameTag = 'site:name'

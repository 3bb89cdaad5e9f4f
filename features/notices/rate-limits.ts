import type { Limit } from '@/platform/http/rate-limit'

/** Asking for mail, by network; and links to say yes, to one address, whoever asks: nobody fills another's mailbox through us. */
export const asks: Limit = { act: 'ask for mail', burst: 10, everySeconds: 360 }
export const confirmMails: Limit = { act: 'confirm mail to', burst: 3, everySeconds: 8 * 3600 }
/** Saying yes and ending mail, by network. */
export const links: Limit = { act: 'mail link', burst: 30, everySeconds: 10 }
/** Mails about one thing each, to one reader. What is more comes in one mail the next morning. */
export const atOnceMails: Limit = { act: 'notice mail', burst: 20, everySeconds: 4320 }
/** Following and letting go, by network. */
export const follows: Limit = { act: 'follow', burst: 60, everySeconds: 10 }

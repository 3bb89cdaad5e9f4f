import type { Step } from './step'

const maxLinks = { known: 6, guest: 2 }

export const linksStep: Step = ({ body, known, guestLinks = maxLinks.guest }) =>
  (body.match(/https?:\/\/|www\.|\]\(/gi)?.length ?? 0) > (known ? Math.max(maxLinks.known, guestLinks) : guestLinks) ? 'many-links' : null

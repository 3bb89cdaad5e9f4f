import type { Step } from './step'

const maxLinks = { known: 6, guest: 2 }

export const linksStep: Step = ({ body, known }) =>
  (body.match(/https?:\/\/|www\.|\]\(/gi)?.length ?? 0) > (known ? maxLinks.known : maxLinks.guest) ? 'many-links' : null

import type { Step } from '../review'

const most = { known: 6, guest: 2 }

export const linksStep: Step = ({ body, known }) =>
  (body.match(/https?:\/\/|www\.|\]\(/gi)?.length ?? 0) > (known ? most.known : most.guest) ? 'it has many links' : null

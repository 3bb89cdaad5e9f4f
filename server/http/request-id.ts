import { randomBytes } from 'node:crypto'

const prefix = randomBytes(4).toString('hex')
let counter = 0

/** A new id for a request, short enough to read out on the phone. It stands in the log and in the header `X-Request-Id`. */
export const newRequestId = () => `${prefix}${(counter++ % 0x10000).toString(16).padStart(4, '0')}`

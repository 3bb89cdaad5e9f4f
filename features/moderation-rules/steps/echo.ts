import type { Step } from './step'

/** Of short words (“me too”), which honest people say often, so many others may have said them before; of others so many. */
const mayEcho = { short: 9, long: 1 }
const shortLetters = 20

export const echoStep: Step = ({ body, echoes = 0 }) =>
  echoes > (body.replaceAll(/[^\p{L}\p{N}]+/gu, '').length > shortLetters ? mayEcho.long : mayEcho.short) ? 'echo' : null

import type { Step } from './step'

const words = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

// Short answers (“me too”) are said often by honest people.
export const repetitionStep: Step = ({ body, recent }) => {
  const said = words(body)
  if (said.length > 20 && recent.some((other) => words(other.body) === said)) return 'repeated'
  return /(.)\1{39,}|(\S{1,20}\s*)\2{19,}/su.test(body) ? 'repetitive' : null
}

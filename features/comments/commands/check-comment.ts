import { invalid } from '@/platform/errors'
import { hasSubstance } from '@/platform/text/clean-text'
import { findPattern } from '@/features/moderation-rules/watched-words'
import { limits } from '../schema'

type Given = { body: string; name?: string }

/** Refuses words that the site takes no comment with, and says which. Throws invalid, with the message beside the field that has one. */
export function refuseBlocked({ body, name = '' }: Given, blocked: string[]): void {
  const fields = Object.fromEntries(
    Object.entries({ body, name }).flatMap(([field, text]) => {
      const found = findPattern(text, blocked)
      return found ? [[field, `This site takes no comment with “${found}”`]] : []
    }),
  )
  const [first] = Object.values(fields)
  if (first) throw invalid(first, fields)
}

/** What is missing or too long, beside its field; all of it at once. `name` is looked at only when it is given. Throws invalid. */
export function checkComment({ body, name }: Given): void {
  const fields: Record<string, string> = {}
  if (!hasSubstance(body)) fields.body = 'Write something first'
  else if (body.length > limits.body)
    fields.body = `At most ${limits.body.toLocaleString('en')} characters, please: these are ${body.length.toLocaleString('en')}`
  if (name !== undefined) {
    if (!hasSubstance(name)) fields.name = 'Say what to call you'
    else if (name.length > limits.name) fields.name = `At most ${limits.name} characters, please`
  }
  const [first] = Object.values(fields)
  if (first) throw invalid(first, fields)
}

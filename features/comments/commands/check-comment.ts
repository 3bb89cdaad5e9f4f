import { invalid } from '@/platform/errors'
import { hasSubstance } from '@/platform/text/clean-text'
import { limits } from '../schema'

type Given = { body: string; name?: string }

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

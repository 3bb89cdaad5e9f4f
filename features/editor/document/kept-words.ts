import { insertedBy, keyOfField, textFields } from '@/features/articles/document/operations'
import { textAfter, type FieldText } from './clashes'
import type { KeptSession } from './session'

/** The words of what a browser keeps of a list and the site does not have, as one text: each field that was written in, whole, and what was added. '' when there are none. */
export function wordsKept(sessions: readonly Pick<KeptSession, 'texts' | 'waiting' | 'clashes'>[]): string {
  return sessions.map(wordsOf).filter(Boolean).join('\n\n\n')
}

function wordsOf({ texts, waiting, clashes = [] }: Pick<KeptSession, 'texts' | 'waiting' | 'clashes'>): string {
  const fields = new Map(texts.map((field) => [keyOfField(field), field]))
  const put = (field: FieldText) => void fields.set(keyOfField(field), field)
  for (const { changes } of waiting)
    for (const change of changes) {
      if (change.do === 'insert') {
        const [of, kind] = 'entry' in change ? [change.entry, 'entry' as const] : [change.section, 'section' as const]
        for (const field of textFields[kind]) put({ on: insertedBy(change), field, text: (of as Record<string, unknown>)[field] as string })
      } else if (change.do === 'edit') {
        const { on, field } = change
        put({ on, field, text: textAfter(fields.get(keyOfField(change)) ?? { on, field, text: '' }, [change]) })
      }
    }
  return [...fields.values(), ...clashes.map(({ yours: text }) => ({ text }))]
    .map(({ text }) => text.trim())
    .filter(Boolean)
    .join('\n\n')
}

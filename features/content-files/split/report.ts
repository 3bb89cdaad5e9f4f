import type { SplitResult } from './result'

const shown = (words: string, most = 70) => {
  const line = words.replaceAll(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line
}
const percent = (confidence: number) => `${Math.round(confidence * 100)} %`

/** What was recognised, by the lines of the source and with how sure each guess is; what is to be decided; what is left over. */
export function printReport(result: SplitResult, file: string, recordsWritten: string | null): string {
  const lines: string[] = []
  const entries = result.parts.filter(({ part }) => /^entry \d+$/.test(part))
  lines.push(`${file}: ${entries.length} entries, ${result.parts.filter(({ part }) => /^section \d+$/.test(part)).length} sections`)
  for (const { part, value, line, confidence, copied } of result.parts) {
    if (part.endsWith('.body')) continue
    lines.push(`  line ${line}: ${part}: ${shown(value)} (${percent(confidence)}${copied ? ', named in the prose, which keeps its words' : ''})`)
    for (const credit of result.credits.filter((one) => one.part === part))
      lines.push(
        `    ${credit.role}: ${credit.record}${credit.isNew ? ', new' : ''}, from “${shown(credit.name)}” at line ${credit.line} (${percent(credit.confidence)})`,
      )
  }
  const block = (title: string, some: readonly string[]) => some.length > 0 && lines.push(title, ...some.map((one) => `  ${one}`))
  block(
    recordsWritten ? `New records, in ${recordsWritten}:` : 'New records, which must be made before an import (--records FILE writes them):',
    result.newRecords.map(({ record, name }) => `${record}: ${name}`),
  )
  block('To be decided:', result.questions)
  const reasons = new Map<string, number>()
  for (const { why, from, to } of result.dropped) reasons.set(why, (reasons.get(why) ?? 0) + result.text.slice(from, to).replaceAll(/\s/g, '').length)
  block(
    'Not in the list, for a reason:',
    [...reasons].map(([why, count]) => `${count.toLocaleString('en')} characters: ${why}`),
  )
  block('Remarks:', result.notes)
  block(
    'Left over:',
    result.leftOver.map(({ line, words }) => `line ${line}: ${shown(words, 200)}`),
  )
  if (result.faults > 0) lines.push(`${result.faults} characters were lost or used twice: this is a fault of the splitter. Please report it with the file.`)
  else if (result.leftOver.length === 0) lines.push('Every character is accounted for.')
  return `${lines.join('\n')}\n`
}

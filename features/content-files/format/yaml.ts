import { Document, LineCounter, Scalar, isMap, isNode, isPair, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import type { Problems } from './problems'

type Path = readonly PropertyKey[]

/**
 * Reads YAML with every scalar as the text that was typed (`2009` and `0123` stay what they are; shapes give meaning).
 * `firstLine` is the line of the file at which the text begins. A syntax error is a problem, and null comes back.
 */
export function readYaml(text: string, problems: Problems, firstLine = 1): { value: unknown; lineOf: (path: Path) => number } | null {
  const counter = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: counter, prettyErrors: false })
  const line = (offset: number) => Math.max(counter.linePos(offset).line, 1) + firstLine - 1
  for (const error of document.errors) problems.add(line(error.pos[0]), `Not YAML: ${inPlainWords(error.code, error.message)}`)
  if (document.errors.length > 0) return null
  const lineOf = (path: Path) => {
    for (let length = path.length; length >= 0; length--) {
      const offset = offsetOf(document, path.slice(0, length))
      if (offset !== null) return line(offset)
    }
    return firstLine
  }
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), lineOf }
  } catch (error) {
    const tooOften = (error as Error).message.startsWith('Excessive')
    problems.add(
      firstLine,
      `Not YAML: ${tooOften ? 'names with & and * refer to one another too often' : 'a value that begins with * stands in double quotes'}`,
    )
    return null
  }
}

/** The library's messages speak of its own parts. */
function inPlainWords(code: string, message: string): string {
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'a value with a colon and a blank in it stands in double quotes'
  if (code === 'MULTIPLE_DOCS') return 'a line --- divides it in two, and one is expected'
  if (code === 'DUPLICATE_KEY') return 'a field is there twice'
  if (code === 'TAB_AS_INDENT') return 'lines are indented with blanks, not tabs'
  if (code === 'MISSING_CHAR') return 'a quotation mark or a bracket is not closed'
  if (code === 'BAD_INDENT') return 'this line stands too far to the left or to the right'
  if (code === 'BAD_SCALAR_START') return 'a value that begins with this sign stands in double quotes'
  if (code === 'BAD_ALIAS') return 'a value that begins with * stands in double quotes'
  return message.replace(/ at line \d+.*$/s, '')
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: Path): number | null {
  const last = path.at(-1)
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1).map(String), true) : document.contents
  if (last === undefined) return document.contents?.range?.[0] ?? null
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(last))
    return isNode(pair?.key) ? (pair.key.range?.[0] ?? null) : null
  }
  const node = document.getIn(path.map(String), true)
  return isNode(node) ? (node.range?.[0] ?? null) : null
}

const expectedKinds: Record<string, string> = {
  record: 'Expected fields under it, such as “name: …”',
  object: 'Expected fields under it, such as “name: …”',
  array: 'Expected a list, such as [one, two]',
  string: 'Expected a text',
}

/**
 * Checks a value read from a file against its shape; each fault becomes a problem at its line. Null when there was one.
 * `named`: how many steps of a path name the thing (`people/iu`) before its field.
 */
export function shaped<T extends z.ZodType>(shape: T, value: unknown, problems: Problems, lineOf: (path: Path) => number, named = 0): z.output<T> | null {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const thing = issue.path.slice(0, named).map(String).join('/')
    const field = issue.path
      .slice(named)
      .filter((step) => typeof step === 'string')
      .at(-1)
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : []
    for (const key of unknown) problems.add(lineOf([...issue.path, key]), [thing, `“${key}” is not a field here`].filter(Boolean).join(': '), key)
    const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
    const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
    const said = missing
      ? 'Expected, and not there'
      : issue.code === 'invalid_type' && message.startsWith('Invalid input')
        ? (expectedKinds[issue.expected] ?? 'This cannot stand here')
        : message
    if (unknown.length === 0) problems.add(lineOf(issue.path), [[thing, field].filter(Boolean).join(', '), said].filter(Boolean).join(': '), field)
  }
  return null
}

// Characters that an editor, a checkout or UTF-8 itself would not bring back.
const fragile = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u

/** Prints a value as YAML: no folding, prose in literal blocks, anything fragile in double quotes. Undefined values are left out. */
export function printYaml(value: unknown, flow: (path: string[]) => boolean = () => false): string {
  const document = new Document(value, { keepUndefined: false })
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return
      const text = node.value
      const tidy = !fragile.test(text) && text === text.trim() && !/[ \t]$/m.test(text)
      if (!tidy) node.type = Scalar.QUOTE_DOUBLE
      else if (text.includes('\n')) node.type = Scalar.BLOCK_LITERAL
    },
    Collection(_, node, ancestors) {
      const path = ancestors.flatMap((ancestor) => (isPair(ancestor) ? [String(ancestor.key)] : []))
      if (flow(path)) node.flow = true
    },
  })
  // Broken over lines, a quoted text does not always come back.
  return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity })
}

/** Text as a JSON string on one line that survives every editor: fragile characters are escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** True when a line of text cannot stand in a file as it is. */
export const isFragile = (text: string) => fragile.test(text)

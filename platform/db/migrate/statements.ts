// What may hold a semicolon that ends no statement: comments, strings, quoted names, PostgreSQL's dollar quotes. Then words, which open and close blocks.
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]\n]*\]|(\$\w*\$)[\s\S]*?\1|[A-Za-z_]\w*|[\s\S]/g

/**
 * The statements of a script, without the semicolons between them, in the forms that migrations use on both engines. A semicolon inside
 * `CREATE TRIGGER … BEGIN … END` ends no statement.
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = []
  let text = ''
  let depth = 0
  const end = () => {
    if (firstWord(text)) statements.push(text.trim())
    text = ''
    depth = 0
  }
  for (const [part] of sql.matchAll(token)) {
    const word = part.toUpperCase()
    if (word === 'CASE' || (word === 'BEGIN' && /^CREATE\s+(TEMP\w*\s+)?TRIGGER\b/i.test(withoutComments(text)))) depth++
    if (word === 'END' && depth > 0) depth--
    if (part === ';' && depth === 0) end()
    else text += part
  }
  end()
  return statements
}

/** A statement without the comments before it. */
export const withoutComments = (statement: string) => statement.replace(/^(\s+|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, '')

/** The word that a statement begins with, in capitals: `CREATE`. Empty when there is none. */
export const firstWord = (statement: string) => /^\w+/.exec(withoutComments(statement))?.[0].toUpperCase() ?? ''

/** What is wrong in a file of content: where, and what was expected there. */
export type Problem = { file: string; /** From 1. */ line: number; message: string }

/** What was understood, and perhaps otherwise than it was meant. */
export type Note = Omit<Problem, 'file'>

/**
 * A file of content that cannot be read, or what it says not kept. Every problem found is in it, and the message tells them by file, in the order of the lines, with what
 * else there is to say about these files (`notes`), so that a writer mends all in one go.
 */
export class FormatError extends Error {
  override name = 'FormatError'
  constructor(
    readonly problems: Problem[],
    notes: Problem[] = [],
  ) {
    const told = [...problems, ...notes.map(asRemark)]
    const files = [...new Set(told.map(({ file }) => file))]
    const byLine = files.flatMap((name) => told.filter(({ file }) => file === name).sort((a, b) => a.line - b.line))
    super(byLine.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'))
  }
}

const asRemark = (note: Problem): Problem => ({ ...note, message: `A remark, and no fault: ${note.message}` })

/** Gathers what is wrong in one file, so that a writer mends it all at once. */
export class Problems {
  private readonly found: Problem[] = []
  private readonly fields = new Set<string>()
  constructor(readonly file: string) {}

  /** `field`: what of the thing on that line is wrong (`slug`, `heading`), where that is known. */
  add(line: number, message: string, field?: string) {
    this.found.push({ file: this.file, line, message })
    if (field !== undefined) this.fields.add(`${line} ${field}`)
  }

  /** Whether something was said of this field on this line. */
  has = (line: number, field: string): boolean => this.fields.has(`${line} ${field}`)

  /** In the order of the lines. */
  get all(): Problem[] {
    return [...this.found].sort((a, b) => a.line - b.line)
  }

  /** Throws a `FormatError` when something was wrong. */
  stop() {
    if (this.found.length > 0) throw new FormatError(this.all)
  }
}

/** Runs each step and gathers what `FormatError`s say, so that one run tells all; then throws it. Any other error stops at once. */
export async function gatherProblems<T>(steps: (() => T | Promise<T>)[]): Promise<T[]> {
  const problems: Problem[] = []
  const done: T[] = []
  for (const step of steps) {
    try {
      done.push(await step())
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new FormatError(problems)
  return done
}

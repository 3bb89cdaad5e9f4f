/** What is wrong in a file of content: where, and what was expected there. */
export type Problem = { file: string; /** From 1. */ line: number; message: string }

/** What was understood, and perhaps otherwise than it was meant. */
export type Note = Omit<Problem, 'file'>

/** A file of content that cannot be read. Every problem found is in it, in the order of the lines. */
export class FormatError extends Error {
  override name = 'FormatError'
  constructor(readonly problems: Problem[]) {
    super(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'))
  }
}

/** Gathers what is wrong in one file, so that a writer mends it all at once. */
export class Problems {
  private readonly found: Problem[] = []
  constructor(readonly file: string) {}

  add(line: number, message: string) {
    this.found.push({ file: this.file, line, message })
  }

  get any() {
    return this.found.length > 0
  }

  /** Throws a `FormatError` when something was wrong. */
  stop() {
    if (this.any) throw new FormatError([...this.found].sort((a, b) => a.line - b.line))
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

/** A command of `lightstick`: one file each, thin over the features' commands. */
export type Command = {
  /** One line for the list of commands. */
  summary: string
  /** Usage and options, shown by `lightstick <command> --help`. */
  help: string
  /** Does it with the arguments after the command's name. Throws `UsageError`, or what a feature throws; prints what it did. */
  run(args: string[]): Promise<void>
}

/** The command was called in a way that it does not know. */
export class UsageError extends Error {
  override name = 'UsageError'
}

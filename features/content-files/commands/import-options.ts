export type ImportOptions = {
  /** Publish what the file says; without it only the draft changes. A file with `state: draft`, and an article that was unpublished, are left. */
  publish?: boolean
  /**
   * Write over edits in the draft that nobody published, publish again what was unpublished, and make another list of one whose entries are not
   * those of the file.
   */
  force?: boolean
  /** Who does it; null for the command line. */
  accountId?: string | null
  /** The id of a list that is not here yet. */
  newId?: string
  /** Pictures that come with the files: none of these is said to be missing. */
  coming?: ReadonlySet<string>
}

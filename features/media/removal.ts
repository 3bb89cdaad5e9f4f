/** The job that deletes the files of a medium that is not there: one was deleted or replaced, or never came to be. */
export const removeFilesJob = 'media.remove-files'
/** One for the files of one medium, whose name is theirs alone for ever. */
export const removalKey = (file: string) => `media:${file}`
/** Pages that were made before a picture was replaced are read a little longer: in tabs, in caches, in feed readers. */
export const replacedKeptMs = 86_400_000

/** The job itself; it runs at once unless it gets a time. */
export const removalOf = (file: string) => ({ type: removeFilesJob, key: removalKey(file), payload: { file } })

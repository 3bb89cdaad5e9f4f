import { MigrationError } from './errors'
import type { Migration } from './migrations'
import { splitStatements, withoutComments } from './statements'

/**
 * Older versions did not apply a migration and its row in one transaction, so a process that was ended in the middle left a row without
 * `finished_at`. On SQLite each statement was committed alone, so any number of the first statements may be done; on PostgreSQL all or none.
 * Only these migrations were applied by such a version. Each statement of theirs makes or drops one thing with a name of its own:
 * whether it was done is seen in the catalogue.
 */
const appliedByOldVersions = ['20261120181428_init', '20261120192200_newest_first', '20261120214311_comments_by_thread_and_state']

export const mayBeUnfinished = ({ name }: Migration) => appliedByOldVersions.includes(name)

/** What the catalogue holds under a name: the SQL that made it where the engine keeps that (SQLite), else true; null when there is nothing. */
export type LookUp = (kind: string, name: string) => Promise<string | true | null> | string | true | null

/** The statements of an unfinished migration that are still to be done, in order. Throws MigrationError when what is there is not the migration's. */
export async function statementsToDo(migration: Migration, lookUp: LookUp): Promise<string[]> {
  if (!mayBeUnfinished(migration)) throw cannotBeMended(migration, 'it was begun by another program')
  const toDo: string[] = []
  for (const statement of splitStatements(migration.sql)) {
    const sql = withoutComments(statement)
    const [, made, madeName] = /^CREATE (?:UNIQUE )?(TABLE|INDEX|TYPE) "(\w+)"/.exec(sql) ?? /^ALTER TABLE "\w+" ADD (CONSTRAINT) "(\w+)"/.exec(sql) ?? []
    const [, droppedName] = /^DROP INDEX "(\w+)"$/.exec(sql) ?? []
    if (made && madeName) {
      const found = await lookUp(made, madeName)
      if (found === null) toDo.push(sql)
      else if (found !== true && found.trim() !== sql) throw cannotBeMended(migration, `${madeName} is there in another form`)
    } else if (droppedName) {
      if ((await lookUp('INDEX', droppedName)) !== null) toDo.push(sql)
    } else if (!sql.startsWith('CREATE SCHEMA IF NOT EXISTS ')) throw cannotBeMended(migration, 'its script was changed')
  }
  return toDo
}

const cannotBeMended = ({ name }: Migration, why: string) =>
  new MigrationError(
    `The migration ${name} was begun earlier, not finished, and cannot be completed: ${why}. Nothing was changed. Restore the backup that was made before the upgrade, and start again.`,
  )

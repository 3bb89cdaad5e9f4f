import fs from 'node:fs'
import { expect, it } from 'vitest'
import { diffSchemas } from '@/scripts/steps/diff-schemas.mjs'
import { readCatalogue } from '@/tests/support/catalogue'
import { engine } from '@/tests/support/database'
import { query } from '@/tests/support/query-database'
import { listPast, makePast, makeScratch, useScratchDatabases } from '@/tests/support/scratch-database'
import { migrate } from '../migrate'

/** Migrations are partly written by hand: what they lead to must be what the schema says. */
const schema = fs.readFileSync(engine === 'sqlite' ? 'prisma/schema.prisma' : 'prisma/postgresql/schema.prisma', 'utf8')
useScratchDatabases()

const migration = (name: string) => fs.readFileSync(`prisma/migrations/${engine}/${name}/migration.sql`, 'utf8')
const rules = migration('20261129130000_talk_rules_appeals_and_kept_history')
/** What Prisma's schema cannot describe: the tables of the index of words, each with everything that stands behind it, and the triggers that keep histories. */
const unknownToPrisma = [
  ...migration('20261126140000_search')
    .split(/;\n/)
    .filter((statement) => /"(Entry|Page)Text"/.test(statement)),
  rules.slice(rules.search(/^CREATE (?:TRIGGER|FUNCTION)/m)),
]

/** What a database would consist of that is made from the schema, without migrations. */
async function wantedCatalogue() {
  const url = await makeScratch()
  await query(url, await diffSchemas(engine, '', schema, url))
  for (const statement of unknownToPrisma) await query(url, statement)
  const wanted = await readCatalogue(url)
  expect(wanted.length).toBeGreaterThan(200)
  return wanted
}

it('a new database is as the schema says', async () => {
  const url = await makeScratch()
  await migrate(url)
  const wanted = await wantedCatalogue()
  expect(await readCatalogue(url)).toEqual(wanted)
  await query(url, 'DROP INDEX "Comment_parentId_idx"')
  expect(await readCatalogue(url)).not.toEqual(wanted)
})

it.each(listPast())('the database of %s is so too, once it is migrated', async (past) => {
  const url = await makePast(past)
  await migrate(url)
  expect(await readCatalogue(url)).toEqual(await wantedCatalogue())
})

it('the schema as of the last migration is kept', () => {
  expect(fs.readFileSync('prisma/migrations/schema.prisma', 'utf8')).toBe(fs.readFileSync('prisma/schema.prisma', 'utf8'))
})

import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findTransactionStatement, readMigrations } from './migrations'
import { firstWord, splitStatements } from './statements'

describe('a script is split into its statements', () => {
  it.each([
    ['semicolons end them', 'SELECT 1; SELECT 2;\n', ['SELECT 1', 'SELECT 2']],
    ['not those in strings, names and comments', `SELECT 'a;''b'; -- c;\nSELECT ";" /* ; */;`, [`SELECT 'a;''b'`, '-- c;\nSELECT ";" /* ; */']],
    [
      'not those in a body between dollars',
      'CREATE FUNCTION f() AS $x$ BEGIN; $$ ; END $x$; SELECT 1',
      ['CREATE FUNCTION f() AS $x$ BEGIN; $$ ; END $x$', 'SELECT 1'],
    ],
    [
      'not those in a trigger',
      'CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 2 END; DELETE FROM d; END; SELECT 1;',
      ['CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 2 END; DELETE FROM d; END', 'SELECT 1'],
    ],
    ['nothing but comments is no statement', '-- nothing;\n;', []],
  ])('%s', (_, sql, statements) => expect(splitStatements(sql)).toEqual(statements))

  it('and each has a first word', () => {
    expect(firstWord('-- CreateTable\n  create table a')).toBe('CREATE')
    expect(firstWord('/* begin */ SELECT 1')).toBe('SELECT')
    expect(firstWord(' ')).toBe('')
  })
})

describe('a script runs in the transaction that the applier opens', () => {
  it.each(['BEGIN', 'begin transaction', '-- Now\nCOMMIT', 'END', 'ROLLBACK TO a', 'START TRANSACTION', 'SAVEPOINT a'])('“%s” would break it', (statement) =>
    expect(findTransactionStatement(`SELECT 1; ${statement}; SELECT 2`)).toBe(statement),
  )

  it.each([
    `INSERT INTO a VALUES ('; BEGIN;')`,
    'CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END',
    '-- BEGIN;\nSELECT 1',
    'DO $$ BEGIN NULL; END $$',
  ])('“%s” does not', (statement) => expect(findTransactionStatement(`${statement};`)).toBeUndefined())
})

describe.each(['sqlite', 'postgresql'])('prisma/migrations/%s', (engine) => {
  const migrations = readMigrations(path.join('prisma/migrations', engine))

  it('is in the order in which it is applied, and holds no transaction of its own', () => {
    expect(migrations.length).toBeGreaterThan(2)
    expect(migrations.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name).sort())
    for (const { name, sql } of migrations) {
      expect(name).toMatch(/^\d{14}_\w+$/)
      expect(findTransactionStatement(sql), name).toBeUndefined()
      expect(splitStatements(sql).length, name).toBeGreaterThan(0)
    }
  })

  it('has the same migrations as the other engine, or says why one has more', () => {
    const names = (other: string) => fs.readdirSync(path.join('prisma/migrations', other)).filter((name) => /^\d{14}_/.test(name))
    expect(names('sqlite')).toEqual(names('postgresql'))
  })
})

import { afterEach, describe, expect, test, vi } from 'vitest'
import { judgeNode } from '../../scripts/steps/node.mjs'
import { explain } from '../../scripts/steps/user-error.mjs'

const coded = (code: string, more = {}) => Object.assign(new Error('boom'), { code, ...more })

describe('what stops a start is explained', () => {
  test.each([
    ['a full disk', coded('ENOSPC'), /^The disk is full/],
    ['a full disk, as SQLite says it', coded('SQLITE_FULL'), /^The disk is full/],
    [
      'a full disk, as a program that we ran says it',
      Object.assign(new Error('npm failed'), { output: 'npm error ENOSPC: no space left on device' }),
      /^The disk is full/,
    ],
    ['a full disk, inside another error', new Error('Invalid invocation', { cause: coded('ENOSPC') }), /^The disk is full/],
    ['a disk that is so full that SQLite cannot open a file', coded('SQLITE_IOERR_SHMSIZE'), /^The disk with the database is full/],
    ['a disk that is read-only', coded('EROFS', { path: '/srv/data' }), /^Cannot write to \/srv\/data/],
    ['a database that is read-only', coded('SQLITE_READONLY_DBMOVED'), /^Cannot write to the database/],
    ['a port that is taken', coded('EADDRINUSE', { port: 3000 }), /^PORT 3000 is taken/],
    ['a port below 1024', coded('EACCES', { syscall: 'listen', port: 80 }), /^PORT 80 needs more rights/],
    ['a database that does not answer', coded('ECONNREFUSED'), /^DATABASE_URL/],
    ['a newer database', Object.assign(new Error('The database is newer'), { name: 'NewerDatabaseError' }), /^The database is newer/],
    ['a migration that failed', Object.assign(new Error('The migration x failed'), { name: 'MigrationError' }), /^The migration x failed/],
    ['a file that is no database', coded('SQLITE_NOTADB'), /^The database file is not a SQLite database/],
    [
      'a file that is no database, as the adapter says it',
      new Error('Invalid invocation', { cause: { originalCode: 'SQLITE_NOTADB', kind: 'sqlite' } }),
      /^The database file is not a SQLite database/,
    ],
    ['a database that was cut short', coded('SQLITE_CORRUPT_INDEX'), /^The database file is damaged/],
    ['a wrong setting', Object.assign(new Error('SITE_URL must be an address'), { name: 'ConfigError' }), /^SITE_URL must be/],
  ])('%s', (_, error, line) => expect(explain(error)).toMatch(line))

  describe('of PostgreSQL', () => {
    afterEach(() => vi.unstubAllEnvs())
    test.each([
      ['a name that nobody knows', coded('ENOTFOUND'), /^DATABASE_URL: no PostgreSQL answers at that address\.$/],
      ['a server that says nothing', new Error('timeout expired'), /^DATABASE_URL: no PostgreSQL answers/],
      ['a server that stopped in the middle', new Error('Connection terminated unexpectedly'), /^DATABASE_URL: no PostgreSQL answers/],
      ['a server that is starting', coded('57P03'), /^DATABASE_URL: PostgreSQL is just starting or stopping/],
      ['a server that is full', coded('53300'), /^DATABASE_URL: PostgreSQL has no connection left/],
      [
        'a database that is not there',
        Object.assign(new Error('database "lists" does not exist'), { code: '3D000' }),
        'DATABASE_URL: PostgreSQL refuses: database "lists" does not exist.',
      ],
    ])('%s', (_, error, line) => {
      vi.stubEnv('DATABASE_URL', 'postgresql://db.example/lists')
      expect(explain(error)).toMatch(line)
    })
    test('other programs’ networks are their own', () => {
      vi.stubEnv('DATABASE_URL', '')
      expect(explain(coded('ENOTFOUND'))).toBeNull()
    })
  })

  test('anything else keeps its stack trace', () => expect(explain(new TypeError('x is not a function'))).toBeNull())
})

test.each(['18.20.4', '20.18.3', '16.0.0'])('Node %s is too old', (version) => expect(() => judgeNode(version)).toThrow('needs Node 22 or newer'))
test.each(['20.19.0', '20.20.2', '21.7.3', '22.11.0'])('on Node %s a newer one is fetched', (version) => expect(judgeNode(version)).toBe('fetch'))
test.each(['22.12.0', '22.23.3', '24.0.0', '26.1.0'])('Node %s will do', (version) => expect(judgeNode(version)).toBe('run'))

import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { packTar } from 'modern-tar/fs'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { moveClock, setClock } from '../clock'
import { useFolder } from '../db/in-use'
import { migrate } from '../db/migrate'
import { readMigrations } from '../db/migrate/migrations'
import { makeBackup } from './make-backup'
import { finishRestore, removeUndecided } from './put-in-place'
import { restoreBackup } from './restore-backup'

let root = ''
let dataDir = ''
let databaseFile = ''
let archive = ''
const knownMigrations = readMigrations('prisma/migrations/sqlite').map(({ name }) => name)
const source = () => ({ dataDir, databaseFile, version: '1.2.3' })
const target = () => ({ dataDir, databaseFile, knownMigrations })

beforeEach(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-backup-'))
  dataDir = path.join(root, 'data')
  databaseFile = path.join(dataDir, 'lightstick.db')
  archive = path.join(root, 'site.tar.gz')
  await migrate(`file:${databaseFile}`)
  write('secrets/root', 'old secret')
  write('media/ab/한글.png', 'a picture')
  write('media/empty', '')
  set('name', 'old')
})
afterEach(() => {
  vi.restoreAllMocks()
  setClock(null)
  fs.rmSync(root, { recursive: true, force: true })
})

function write(name: string, text: string) {
  fs.mkdirSync(path.dirname(path.join(dataDir, name)), { recursive: true })
  fs.writeFileSync(path.join(dataDir, name), text)
}
const readText = (name: string) => fs.readFileSync(path.join(dataDir, name), 'utf8')
function inDatabase<T>(act: (db: Database.Database) => T): T {
  const db = new Database(databaseFile, { fileMustExist: true })
  try {
    return act(db)
  } finally {
    db.close()
  }
}
const set = (key: string, value: string) =>
  inDatabase(
    (db) =>
      void db.prepare(`INSERT INTO "Setting" ("name", "value") VALUES (?, ?) ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value"`).run(key, value),
  )
const setting = (key: string) => inDatabase((db) => db.prepare('SELECT "value" FROM "Setting" WHERE "name" = ?').pluck().get(key))

/** Changes everything that a backup holds. */
function change() {
  set('name', 'new')
  write('secrets/root', 'new secret')
  write('media/ab/한글.png', 'another picture')
  write('media/later', 'a file that the backup lacks')
}
const namesIn = (folder: string) => fs.readdirSync(path.join(dataDir, folder)).filter((name) => !name.startsWith('.'))
const state = () => `${String(setting('name'))}, ${readText('secrets/root')}, ${readText('media/ab/한글.png')}, ${namesIn('media').join(' ')}`
const before = 'old, old secret, a picture, ab empty'
const after = 'new, new secret, another picture, ab empty later'

test('brings back the database and every file, and keeps what was there aside', async () => {
  const manifest = await makeBackup(source(), archive)
  expect(manifest).toMatchObject({ version: '1.2.3', engine: 'sqlite', database: { migrations: knownMigrations, rows: { Setting: 1 } } })
  expect(manifest.files.map((file) => file.path)).toEqual(['lightstick.db', 'media/ab/한글.png', 'media/empty', 'secrets/root'])
  change()
  expect(state()).toBe(after)
  const { aside } = await restoreBackup(archive, target())
  expect(state()).toBe(before)
  expect(fs.readFileSync(path.join(aside!, 'secrets/root'), 'utf8')).toBe('new secret')
  expect(fs.readdirSync(aside!).sort()).toEqual(['lightstick.db', 'media', 'secrets'])
  expect(fs.statSync(databaseFile).mode & 0o777).toBe(0o600)
  expect(fs.statSync(path.join(dataDir, 'secrets/root')).mode & 0o777).toBe(0o600)
  // A backup of what was restored holds the same; what was put aside is not in it.
  expect((await makeBackup(source(), path.join(root, 'again.tar.gz'))).files).toHaveLength(manifest.files.length)
})

test('restores into an empty folder', async () => {
  await makeBackup(source(), archive)
  fs.rmSync(dataDir, { recursive: true })
  expect((await restoreBackup(archive, target())).aside).toBeNull()
  expect(state()).toBe(before)
})

test('holds what was committed when it began, while another connection writes', async () => {
  const writer = new Database(databaseFile)
  writer.pragma('wal_autocheckpoint = 0')
  const insert = writer.prepare('INSERT INTO "Setting" ("name", "value") VALUES (?, ?)')
  let written = 0
  const storm = setInterval(() => insert.run(`storm ${written++}`, '1'), 0)
  await vi.waitUntil(() => written > 20)
  const acknowledged = written
  const { database } = await makeBackup(source(), archive)
  clearInterval(storm)
  expect(written).toBeGreaterThan(acknowledged)
  writer.close()
  await restoreBackup(archive, target())
  const kept = inDatabase((db) => db.prepare(`SELECT "name" FROM "Setting" WHERE "name" LIKE 'storm %'`).pluck().all()) as string[]
  expect(database!.rows.Setting).toBe(kept.length + 1)
  for (let i = 0; i < acknowledged; i++) expect(kept).toContain(`storm ${i}`)
})

test('an old -wal is not played into the restored file', async () => {
  await makeBackup(source(), archive)
  // As a process leaves it that is killed: the newest rows are in the -wal alone.
  const db = new Database(databaseFile)
  db.pragma('wal_autocheckpoint = 0')
  const insert = db.prepare('INSERT INTO "Setting" ("name", "value") VALUES (?, ?)')
  for (let i = 0; i < 400; i++) insert.run(`lost ${i}`, 'x'.repeat(500))
  const left = ['', '-wal', '-shm'].map((ending) => [databaseFile + ending, fs.readFileSync(databaseFile + ending)] as const)
  db.close()
  for (const [file, bytes] of left) fs.writeFileSync(file, bytes)
  const { aside } = await restoreBackup(archive, target())
  expect(setting('lost 1')).toBeUndefined()
  expect(inDatabase((restored) => restored.pragma('integrity_check', { simple: true }))).toBe('ok')
  const old = new Database(path.join(aside!, 'lightstick.db'))
  expect(old.prepare(`SELECT COUNT(*) FROM "Setting" WHERE "name" LIKE 'lost %'`).pluck().get()).toBe(400)
  old.close()
})

test('is refused while another program has the database open', async () => {
  await makeBackup(source(), archive)
  change()
  const other = new Database(databaseFile)
  other.pragma('journal_mode = WAL')
  other.prepare('SELECT COUNT(*) FROM "Setting"').get()
  await expect(restoreBackup(archive, target())).rejects.toThrow(`Another program has ${databaseFile} open`)
  other.close()
  expect(state()).toBe(after)
})

test('a file that is no whole backup changes nothing', async () => {
  await makeBackup(source(), archive)
  const good = fs.readFileSync(archive)
  const tar = gunzipSync(good)
  const flipped = Buffer.from(tar)
  const at = tar.indexOf('old secret')
  flipped[at] = 0x4f
  change()
  const bad: [string, Buffer, RegExp][] = [
    ['cut short', good.subarray(0, good.length - 200), /damaged|cut short/],
    ['cut at the end of an entry', gzipSync(tar.subarray(0, at - 512)), /cut short/],
    ['with other bytes', gzipSync(flipped), /secrets\/root is not what was put in/],
    ['empty', Buffer.alloc(0), /no backup of Lightstick/],
    ['text', Buffer.from('hello'), /no backup of Lightstick/],
    ['an archive of something else', gzipSync(Buffer.alloc(1024)), /no backup of Lightstick/],
  ]
  for (const [name, bytes, words] of bad) {
    fs.writeFileSync(archive, bytes)
    await expect(restoreBackup(archive, target()), name).rejects.toThrow(words)
  }
  await expect(restoreBackup(path.join(root, 'nothing'), target())).rejects.toThrow('ENOENT')
  fs.writeFileSync(archive, good)
  await expect(restoreBackup(archive, { ...target(), knownMigrations: knownMigrations.slice(0, -1) })).rejects.toThrow('newer than this code')
  await expect(restoreBackup(archive, { ...target(), databaseFile: null })).rejects.toThrow('PostgreSQL')
  expect(state()).toBe(after)
  expect(fs.readdirSync(dataDir).filter((name) => /restor/.test(name))).toEqual([])
})

test('an archive cannot write outside of the data', async () => {
  for (const name of ['../outside', '/tmp/lightstick-outside']) {
    const tar = packTar([{ type: 'content', content: 'x', target: 'inside' }], { map: (header) => ({ ...header, name }) })
    await pipeline(tar, createGzip(), fs.createWriteStream(archive))
    await expect(restoreBackup(archive, target())).rejects.toThrow(/backup of Lightstick/)
  }
  expect(fs.existsSync(path.join(dataDir, 'outside')) || fs.existsSync('/tmp/lightstick-outside')).toBe(false)
  expect(state()).toBe(before)
})

test.each([false, true])(
  'a restore that fails at any step leaves the old data or, once the next process has finished it, the new (media elsewhere: %s)',
  async (isElsewhere) => {
    await makeBackup(source(), archive)
    if (isElsewhere) {
      fs.renameSync(path.join(dataDir, 'media'), path.join(root, 'disk'))
      fs.symlinkSync(path.join(root, 'disk'), path.join(dataDir, 'media'))
    }
    const rename = fs.renameSync
    const seen = new Set<string>()
    for (let failing = 1; ; failing++) {
      change()
      let calls = 0
      vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
        // From the chosen one on nothing works, as after a kill.
        if (++calls >= failing) throw new Error('ended here')
        rename(from, to)
      })
      const whole = await restoreBackup(archive, target()).then(
        () => true,
        () => false,
      )
      vi.restoreAllMocks()
      finishRestore(dataDir)
      const found = state()
      expect([before, after], `ended at move ${failing}`).toContain(found)
      seen.add(found)
      if (whole) break
    }
    expect(seen).toEqual(new Set([before, after]))
    expect(fs.existsSync(path.join(dataDir, 'media/.restoring'))).toBe(false)
  },
)

/** As if another disk were mounted at a folder: it cannot be renamed, and nothing goes over its edge. */
function mountAt(folder: string) {
  const rename = fs.renameSync
  const fail = (code: string) => {
    throw Object.assign(new Error(`${code}: rename`), { code })
  }
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    const isInside = (file: fs.PathLike) => String(file).startsWith(folder + path.sep)
    if (from === folder || to === folder) return fail('EBUSY')
    return isInside(from) === isInside(to) ? rename(from, to) : fail('EXDEV')
  })
}

test('a folder that is another disk, or a link to one, stays it: its contents are exchanged there', async () => {
  await makeBackup(source(), archive)
  change()
  mountAt(path.join(dataDir, 'media'))
  await restoreBackup(archive, target())
  expect(state()).toBe(before)
  const [hidden] = fs.readdirSync(path.join(dataDir, 'media')).filter((name) => name.startsWith('.'))
  expect(readText(`media/${hidden}/later`)).toBe('a file that the backup lacks')
  expect((await makeBackup(source(), path.join(root, 'again.tar.gz'))).files).toHaveLength(4)
  vi.restoreAllMocks()

  const disk = path.join(root, 'disk')
  fs.renameSync(path.join(dataDir, 'media'), disk)
  fs.symlinkSync(disk, path.join(dataDir, 'media'))
  change()
  await restoreBackup(archive, target())
  expect(fs.lstatSync(path.join(dataDir, 'media')).isSymbolicLink()).toBe(true)
  expect(state()).toBe(before)
})

test('what was there goes aside on its own disk where another one is mounted for backups', async () => {
  fs.mkdirSync(path.join(dataDir, 'backups'))
  mountAt(path.join(dataDir, 'backups'))
  await makeBackup(source(), path.join(dataDir, 'backups/site.tar.gz'))
  change()
  const { aside } = await restoreBackup(path.join(dataDir, 'backups/site.tar.gz'), target())
  expect(state()).toBe(before)
  expect(aside).toMatch(/data\/\.before-restore-/)
  expect(fs.readFileSync(path.join(aside!, 'secrets/root'), 'utf8')).toBe('new secret')
})

test('a restore that cannot go on says in one line what is in its way, and goes on when that is mended', async () => {
  await makeBackup(source(), archive)
  change()
  const rename = fs.renameSync
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (String(to).endsWith('/secrets')) throw Object.assign(new Error('EBUSY: resource busy'), { code: 'EBUSY' })
    rename(from, to)
  })
  await expect(restoreBackup(archive, target())).rejects.toMatchObject({
    name: 'BackupError',
    message: expect.stringMatching(/secrets cannot be replaced \(EBUSY.*start again/),
  })
  vi.restoreAllMocks()
  finishRestore(dataDir)
  expect(state()).toBe(before)
})

test('what no backup ever holds is refused, and changes nothing', async () => {
  change()
  for (const name of ['backups/x', '.in-use', '.restoring/x', '.restore.json', 'media/.hidden', 'lightstick.db/x', 'lightstick.db-wal']) {
    const text = 'x'
    const files = [{ path: name, bytes: 1, sha256: createHash('sha256').update(text).digest('hex') }]
    const manifest = { format: 1, version: '1', madeAt: '2026-01-01T00:00:00Z', engine: 'sqlite', database: null, files }
    const tar = packTar([
      { type: 'content', content: text, target: name },
      { type: 'content', content: JSON.stringify(manifest), target: 'lightstick-backup.json' },
    ])
    await pipeline(tar, createGzip(), fs.createWriteStream(archive))
    await expect(restoreBackup(archive, target()), name).rejects.toThrow('its list of contents is not complete')
  }
  expect(state()).toBe(after)
  expect(fs.readdirSync(dataDir).filter((name) => /restor/.test(name))).toEqual([])
})

test('a backup that cannot be made leaves what was there, and nothing beside it', async () => {
  fs.writeFileSync(archive, 'an earlier one')
  fs.rmSync(databaseFile)
  await expect(makeBackup(source(), archive)).rejects.toThrow('There is no database to back up')
  await migrate(`file:${databaseFile}`)
  fs.chmodSync(dataDir, 0o700)
  const stat = fs.statSync
  vi.spyOn(fs, 'renameSync').mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  })
  await expect(makeBackup(source(), archive)).rejects.toThrow('ENOSPC')
  expect(stat(archive).size).toBe('an earlier one'.length)
  expect(fs.readdirSync(root).sort()).toEqual(['data', 'site.tar.gz'])
})

test('what a killed backup left is deleted by the next one, and what one under way needs is not', async () => {
  const [left, living] = ['left', 'living'].map((name) => path.join(root, `.lightstick-backup-${name}`))
  for (const folder of [left!, living!]) {
    fs.mkdirSync(folder)
    fs.writeFileSync(path.join(folder, 'lightstick.db'), 'a copy of the database')
  }
  const inUse = useFolder(living!)
  await makeBackup(source(), archive)
  expect(fs.existsSync(left!), 'it may have begun a moment ago').toBe(true)
  moveClock(61_000)
  await makeBackup(source(), archive)
  expect(fs.readdirSync(root).sort()).toEqual(['.lightstick-backup-living', 'data', 'site.tar.gz'])
  inUse.end()
  await makeBackup(source(), archive)
  expect(fs.readdirSync(root).sort()).toEqual(['data', 'site.tar.gz'])
})

test('what a restore left that was killed before it decided is deleted, and in no backup; what was decided stays', async () => {
  const left = ['.restoring/lightstick.db', '.restore.json.part', 'lightstick.db.restoring', 'media/.restoring/ab/한글.png']
  for (const name of left) write(name, 'a copy')
  expect((await makeBackup(source(), archive)).files).toHaveLength(4)
  write('.restore.json', '[]')
  removeUndecided(dataDir, databaseFile)
  for (const name of left) expect(readText(name)).toBe('a copy')
  fs.rmSync(path.join(dataDir, '.restore.json'))
  removeUndecided(dataDir, databaseFile)
  expect(fs.readdirSync(dataDir).sort()).toEqual(['lightstick.db', 'media', 'secrets'])
  expect(fs.readdirSync(path.join(dataDir, 'media')).sort()).toEqual(['ab', 'empty'])
  expect(state()).toBe(before)
})

test('a backup does not stand among the data, but for its folder backups', async () => {
  await expect(makeBackup(source(), path.join(dataDir, 'site.tar.gz'))).rejects.toThrow('does not belong among the data')
  await makeBackup(source(), path.join(dataDir, 'backups/site.tar.gz'))
  expect((await makeBackup(source(), archive)).files).toHaveLength(4)
})

test('with PostgreSQL it holds everything else', async () => {
  fs.rmSync(databaseFile)
  const there = { dataDir, databaseFile: null }
  const manifest = await makeBackup({ ...there, version: '1.2.3' }, archive)
  expect(manifest).toMatchObject({ engine: 'postgresql', database: null })
  write('secrets/root', 'new secret')
  await restoreBackup(archive, { ...there, knownMigrations })
  expect(readText('secrets/root')).toBe('old secret')
  await expect(restoreBackup(archive, target())).rejects.toThrow('a SQLite file')
})

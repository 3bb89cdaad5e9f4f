import { config } from '@/platform/config'
import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Asked, Text } from '../words'
import * as postgresql from './postgresql'
import * as sqlite from './sqlite'

const engine = config.engine === 'sqlite' ? sqlite : postgresql

/** Lists, series and authors: a row has the number of its SearchPage. */
export const pages = Prisma.sql`"PageText"`
/** Entries: the number of a row says which list it is of and where it stands there (`numberOfEntry`). */
export const entries = Prisma.sql`"EntryText"`

const perList = 1000

/** The number of an entry of the list that has the number `page`. Newer lists come first when numbers go down, and of one list the entries that are read first. */
export const numberOfEntry = (page: number, position: number): number => page * perList + perList - 1 - position
export const pageOf = (number: number): number => Math.floor(number / perList)
export const positionOf = (number: number): number => perList - 1 - (number % perList)

export const hits = (table: Prisma.Sql, asked: Asked, except: Asked | null = null): Prisma.Sql => engine.hits(table, asked, except)
/** Where words that very many entries hold are asked of the newest entries first; null where that gains nothing. */
export const newestHits: typeof postgresql.newestHits | null = engine.newestHits
export const insertText = (table: Prisma.Sql, rows: { id: number; text: Text }[]): Prisma.Sql => engine.insert(table, rows)
export const deletePage = (page: number): Prisma.Sql => Prisma.sql`DELETE FROM ${pages} WHERE ${engine.id} = ${page}`
export const deleteEntriesOf = (page: number): Prisma.Sql =>
  Prisma.sql`DELETE FROM ${entries} WHERE ${engine.id} BETWEEN ${page * perList} AND ${page * perList + perList - 1}`

import type { Prisma } from '@/prisma/generated/sqlite/client'
import type { Client } from './client'

type Reads = 'findUnique' | 'findUniqueOrThrow' | 'findFirst' | 'findFirstOrThrow' | 'findMany' | 'count' | 'aggregate' | 'groupBy'
type Models = Uncapitalize<Prisma.ModelName>

/** What queries are written against: a client, or a transaction, that only reads. */
export type Db = { [M in Models]: Pick<Client[M], Extract<Reads, keyof Client[M]>> } & Pick<Client, '$queryRaw'>

/** An open transaction; got only from `write`. */
export type Tx = Prisma.TransactionClient

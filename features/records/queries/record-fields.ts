import type { Prisma } from '@/prisma/generated/sqlite/client'

/** What people may change of a record: its form shows it, its revisions keep it, and files have it. */
export const recordFields = {
  kind: true,
  slug: true,
  name: true,
  names: { select: { name: true, lang: true, alias: true }, orderBy: { position: 'asc' } },
  description: true,
  parentId: true,
  latitude: true,
  longitude: true,
  date: true,
  url: true,
  pictureId: true,
} as const satisfies Prisma.RecordSelect

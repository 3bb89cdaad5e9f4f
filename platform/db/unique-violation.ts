/** Whether a row was refused because another has its key: by Prisma's own statements, or by a plain one on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, meta, message } = error as { code?: string; meta?: unknown; message?: string }
  if (code === 'P2002') return true
  return (
    code === 'P2010' &&
    /23505|SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY)|UniqueConstraintViolation|UNIQUE constraint failed/.test(`${JSON.stringify(meta ?? '')} ${message ?? ''}`)
  )
}

export function startPostgresql(options?: { durable?: boolean }): Promise<{ urlOf(database: string): string; stop(): Promise<void> }>

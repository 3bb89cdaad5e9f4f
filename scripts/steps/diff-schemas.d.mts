export function diffSchemas(engine: 'sqlite' | 'postgresql', from: string, to: string, databaseUrl: string): Promise<string>

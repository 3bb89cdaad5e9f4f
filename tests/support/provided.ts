/** What the global set-up of an engine hands to each worker. `template` is a migrated database: a file, or a database's address. */
export type Template = { template: string; folder: string }

declare module 'vitest' {
  export interface ProvidedContext {
    engine: Template
  }
}

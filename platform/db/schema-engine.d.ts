// The package's own types are for its default entry; we load the part below it by hand.
declare module '@prisma/schema-engine-wasm/schema_engine_bg' {
  // The engine speaks JSON-RPC shapes that Prisma does not publish.
  export const SchemaEngine: { new: (options: unknown, log: (line: string) => void, adapter: unknown) => Promise<any> }
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void
}

export function wordSources(): string[]
export function readCatalogue(): Map<string, string[]>
export function findUnused(translation: Record<string, string>, words?: Map<string, string[]>): string[]
export function findFaults(translation: Record<string, string>, words?: Map<string, string[]>): string[]

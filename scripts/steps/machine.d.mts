export function findChromium(): string | null
export function findHeadlessShell(): string | null
export function findPostgresql(): string | null
export function findVarnish(): string | null
export function findNginx(): string | null

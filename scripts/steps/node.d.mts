export type NodePackage = { name: string; version: string; integrity: string }
export function packageForMachine(platform?: string, arch?: string): NodePackage | null
export function judgeNode(version?: string): 'run' | 'fetch'
export function fetchNode(found: NodePackage, options?: { show?: boolean }): Promise<string>

export function translate(source: string, file: string, words: Record<string, string>, language: string): string

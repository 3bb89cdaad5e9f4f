/** The part of the package that we use: it brings no types, and those of DefinitelyTyped lack `preferred`. */
declare module 'negotiator' {
  export default class Negotiator {
    constructor(request: { headers: Record<string, string | undefined> })
    encoding(available: string[], options?: { preferred?: string[] }): string | undefined
  }
}

/** What went wrong, in one word; each has its HTTP status. */
const statuses = {
  invalid: 422,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  too_large: 413,
  wrong_type: 415,
  too_many: 429,
  unavailable: 503,
} as const
export type ErrorCode = keyof typeof statuses

type Details = {
  /** Messages by the name of the field that they stand beside. */
  fields?: Record<string, string>
  /** Public facts that help to put it right, such as the newer version after a stale save. */
  data?: unknown
  /** Seconds after which trying again makes sense. */
  retryAfter?: number
  /** For the log only. */
  context?: Record<string, unknown>
}

/** An expected failure: `message` is written for the person who sees it and says what to do. */
export class AppError extends Error {
  readonly status: number
  readonly fields?: Record<string, string>
  readonly data?: unknown
  readonly retryAfter?: number
  readonly context?: Record<string, unknown>

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: Details = {},
  ) {
    super(message)
    this.name = 'AppError'
    this.status = statuses[code]
    Object.assign(this, details)
  }
}

export const invalid = (message: string, fields?: Record<string, string>) => new AppError('invalid', message, { fields })
export const unauthorized = (message = 'Sign in first') => new AppError('unauthorized', message)
export const forbidden = (message = 'You may not do that') => new AppError('forbidden', message)
export const notFound = (message = 'There is nothing here') => new AppError('not_found', message)
export const gone = (message = 'This has been removed') => new AppError('gone', message)
export const conflict = (message: string, data?: unknown) => new AppError('conflict', message, { data })
export const tooLarge = (message = 'That is too much for one request') => new AppError('too_large', message)
export const wrongType = (message = 'Send a form or JSON') => new AppError('wrong_type', message)
export const tooMany = (message: string, retryAfter: number) => new AppError('too_many', message, { retryAfter })

/** The same error class exists once in each module graph (server, Next, command line), so check the name, not by `instanceof`. */
export const isAppError = (error: unknown): error is AppError => error instanceof Error && error.name === 'AppError'

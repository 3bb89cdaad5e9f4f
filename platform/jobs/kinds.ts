import type { z } from 'zod'

/**
 * Queues that never wait for each other. Each process works on all of them; a lane runs so many jobs at once.
 * Publications are few and punctual, mails are slow, and the rest may take long.
 */
export const lanes = { publications: 2, mail: 4, background: 2 } as const
export type Lane = keyof typeof lanes

export type Run = {
  /** Fires when the run has taken too long, when its lease was lost, or when the process stops. What it does after that is refused. */
  signal: AbortSignal
  jobId: string
  /** From 1. */
  attempt: number
}

/** Thrown by a run whose time has not come: the job waits until then, and this was no try. */
export class NotYetError extends Error {
  override name = 'NotYetError'
  constructor(readonly until: Date) {
    super(`not before ${until.toISOString()}`)
  }
}

/** A kind of work. `run` may be called twice for one job, also at the same time: it must be safe to. */
export type JobKind<T = unknown> = {
  type: string
  lane: Lane
  input: z.ZodType<T>
  /** The longest that one run may take. */
  maxRunMs: number
  /** Runs before it is given up; 12 unless said otherwise, which is a little more than an hour. */
  maxAttempts?: number
  /** For work that comes round: how often. It is never given up. */
  everyMs?: number
  run: (input: T, run: Run) => Promise<void>
}

const holder = globalThis as unknown as { [key: symbol]: Map<string, JobKind> | undefined }
const kinds = (holder[Symbol.for('lightstick.job-kinds')] ??= new Map<string, JobKind>())

/** Registers the function that runs jobs of this type, and its limits (called by app/composition.ts only). Idempotent by type. */
export const defineJob = <T>(kind: JobKind<T>): void => void kinds.set(kind.type, kind as JobKind)

export const findKind = (type: string): JobKind | undefined => kinds.get(type)
export const kindsOf = (lane: Lane): JobKind[] => [...kinds.values()].filter((kind) => kind.lane === lane)
export const recurringKinds = (): JobKind[] => [...kinds.values()].filter(({ everyMs }) => everyMs !== undefined)

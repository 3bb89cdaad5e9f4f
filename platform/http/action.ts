import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { cookieNames, seenValue } from './cookies'
import { isAppError } from '../errors'
import { awayError, fieldMessages } from './endpoint'
import { currentRequest } from '../bridge'
import { databaseAwaySince, isDatabaseAway, isDiskFull, noteDatabaseAway } from '../database-away'
import { log } from '../log'
import { plainWords } from './zod-messages'
import { isSecure } from './request'
import { notStorable, unstorablePath } from '../text/storable'

export type ActionError = { code: string; message: string; fields?: Record<string, string>; data?: unknown; id?: string }
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError }

// One for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: (() => Promise<void>) | undefined }
const guard = Symbol.for('lightstick.action-guard')

/** Says what every action asks before it does anything (called by app/start.ts only); it throws an `AppError` to refuse. */
export const guardActions = (ask: () => Promise<void>): void => void (holder[guard] = ask)

/** Without a guard nothing is done: who acts would be asked by nobody. */
function askGuard(): Promise<void> {
  const ask = holder[guard]
  if (!ask) throw new Error('No guard of actions was named (guardActions)')
  return ask()
}

/**
 * A server action of the studio: parses its one argument, runs `act`, and turns errors into answers. Expected ones become messages;
 * unexpected ones are logged with a number that the person sees too.
 */
export function action<S extends z.core.$ZodType, T>(input: S, act: (input: z.output<S>) => Promise<T>) {
  return async (given: z.input<S>): Promise<ActionResult<T>> => {
    const parsed = z.safeParse(input, given, { error: plainWords })
    if (!parsed.success)
      return {
        ok: false,
        error: {
          code: 'invalid',
          message: 'Please correct what is marked',
          fields: fieldMessages(parsed.error),
          data: parsed.error.issues.map(({ path, message }) => ({ path, message })),
        },
      }
    const path = unstorablePath(parsed.data)
    if (path)
      return { ok: false, error: { code: 'invalid', message: notStorable, fields: { [path.join('.')]: notStorable }, data: [{ path, message: notStorable }] } }
    try {
      // Each of the writer's tabs would wait for a connection that does not come.
      if (databaseAwaySince() !== null) throw awayError()
      await askGuard()
      const value = await act(parsed.data)
      const event = currentRequest()?.lastEvent
      if (event) (await cookies()).set(cookieNames.seen, seenValue(event), { path: '/', maxAge: 60, httpOnly: true, sameSite: 'lax', secure: isSecure() })
      return { ok: true, value }
    } catch (thrown) {
      if (isDatabaseAway(thrown))
        noteDatabaseAway(
          thrown,
          isDiskFull(thrown) ? 'an action could not be done: the disk is full' : 'an action could not be done: the database gives no answer',
        )
      const error = isDatabaseAway(thrown) ? awayError(thrown) : thrown
      if (isAppError(error)) return { ok: false, error: { code: error.code, message: error.message, fields: error.fields, data: error.data } }
      const id = currentRequest()?.id ?? randomUUID().slice(0, 8)
      log.error({ err: error, id }, 'an action failed')
      return {
        ok: false,
        error: { code: 'unavailable', message: `Something went wrong on our side. Nothing was changed. If it stays so, tell us this number: ${id}`, id },
      }
    }
  }
}

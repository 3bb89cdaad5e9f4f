import pino from 'pino'
import { config } from './config'

let logger: pino.Logger | undefined

/** JSON lines on standard output; `LOG_LEVEL` says how much. Never log bodies, addresses of mail, passwords or tokens. */
export const log = new Proxy({} as pino.Logger, {
  get(_, name) {
    logger ??= pino({ level: config.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
    const value = Reflect.get(logger, name)
    return typeof value === 'function' ? value.bind(logger) : value
  },
})

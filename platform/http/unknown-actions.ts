import { currentRequest } from '../bridge'
import { log } from '../log'

const isUnknownAction = (value: unknown) =>
  value instanceof Error && (value.message.includes('failed-to-find-server-action') || value.message === 'Invalid Server Actions request.')

/**
 * Next prints a stack when somebody calls a server action that this version does not have: a tab that was open while the site was upgraded, or a stranger. One line
 * of our log says it, without what was sent; the answer (409 or 400, `x-nextjs-action-not-found`) tells the tab.
 */
export function keepUnknownActionsOutOfConsole(): void {
  for (const method of ['warn', 'error'] as const) {
    const print = console[method].bind(console)
    console[method] = (...args: unknown[]) => {
      if (args.some(isUnknownAction)) log.warn({ id: currentRequest()?.id }, 'an action was called that this version does not have: an old tab, or a stranger')
      else print(...args)
    }
  }
}

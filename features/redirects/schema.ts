import { z } from 'zod'
import { redirectLimits } from './limits'

/** How an old address is answered: it has moved for good, it has moved for now, or what was there is gone. */
export type RedirectStatus = 301 | 302 | 410

/** Lines as they were typed or pasted, one old address in each. `replace`: old addresses that lead somewhere else already are changed. */
export const addRedirectsInput = z.object({
  text: z.string().max(redirectLimits.text, `At most ${redirectLimits.text.toLocaleString('en')} characters at once, please`),
  replace: z.boolean(),
})
export type AddRedirects = z.output<typeof addRedirectsInput>

export const removeRedirectsInput = z.object({
  paths: z
    .array(z.string().max(2 * redirectLimits.address))
    .min(1)
    .max(redirectLimits.removed),
})

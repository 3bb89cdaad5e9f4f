import { bridge, type FormState } from '../bridge'
import type { AppError } from '../errors'

/** The page that a form stands on, and which of its forms it is; null when the page is not known. */
export type FormPage = (values: Record<string, string>) => { path: string; form: string } | null

/**
 * The page of a refused form once more, with what was typed in its fields, the messages beside them, and the error's status. It is never kept. Null
 * where no page can be rendered (command line, tests).
 */
export async function refusedForm(error: AppError, request: Request, typed: Record<string, unknown>, page?: FormPage): Promise<Response | null> {
  const server = bridge()
  if (!server) return null
  const values = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)]))
  const back = page?.(values) ?? null
  const form: FormState = { form: back?.form ?? 'none', message: error.message, fields: error.fields, values }
  const answer = await server.refuse({ path: back?.path ?? '/refused', form, status: error.status }, request.headers.get('cookie') ?? '')
  const response = new Response(new Uint8Array(answer.body), { status: answer.status, headers: answer.headers })
  if (error.retryAfter) response.headers.set('retry-after', String(error.retryAfter))
  return response
}

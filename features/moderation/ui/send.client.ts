/** An answer of the site, or why there is none in words for the moderator. */
export type Answer<T> = { value: T } | { error: string }

const away = 'The site cannot be reached. Nothing was changed: look whether you are connected, and try again'

/** Asks the site for something or tells it something, as JSON. Never throws. */
export async function send<T>(address: string, { method = 'POST', body }: { method?: 'GET' | 'POST' | 'DELETE'; body?: unknown } = {}): Promise<Answer<T>> {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    const response = await fetch(address, { ...init, cache: 'no-store' })
    const answer = (await response.json()) as T & { error?: { message?: string; fields?: Record<string, string> } }
    if (response.ok) return { value: answer }
    // What is wrong with a field says more than that something is.
    return { error: Object.values(answer.error?.fields ?? {})[0] ?? answer.error?.message ?? away }
  } catch {
    return { error: away }
  }
}

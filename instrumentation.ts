/** Next calls this once, before the first request: the database is brought up to date, and the features are joined together. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./app/start')
  try {
    await start()
  } catch (error) {
    const { bridge } = await import('@/platform/bridge')
    bridge()?.fail(error)
    throw error
  }
}

/** What a page or a handler threw. A readers' page that is being rendered hands it to the server, which logs it with its number. */
export async function onRequestError(error: unknown) {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { currentRender } = await import('@/platform/bridge')
  const render = currentRender()
  if (render) render.failure = error
}

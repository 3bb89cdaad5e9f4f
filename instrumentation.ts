/** Next calls this once, before the first request: the database is brought up to date, and the features are joined together. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./app/start')
  try {
    await start()
  } catch (error) {
    const { front } = await import('./platform/front')
    front()?.fail(error)
    throw error
  }
}

/** What a page or a handler threw. A readers' page that is being rendered hands it to the front, which logs it with its number. */
export async function onRequestError(error: unknown) {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { currentRender } = await import('./platform/front')
  const render = currentRender()
  if (render) render.failure = error
}

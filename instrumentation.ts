/** Next calls this once, before the first request: the database is brought up to date, and the features are joined together. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./app/start')
  await start()
}

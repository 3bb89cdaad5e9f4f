/** Programs get their errors as JSON, also when they ask for what is not there. */
const nothing = () =>
  Response.json({ error: { code: 'not_found', message: 'There is nothing here' } }, { status: 404, headers: { 'cache-control': 'no-store' } })

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }

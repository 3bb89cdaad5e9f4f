/** An SVG file as an answer. Opened by itself it may run and load nothing; its address changes when the picture does. */
export const svgResponse = (svg: string) =>
  new Response(svg, {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  })

export const noPicture = () =>
  new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })

/** An address of before a change leads to the present one: a picture stands at one address only, so that made-up ones fill no cache. */
export const movedPicture = (to: string) => new Response(null, { status: 307, headers: { location: to, 'cache-control': 'public, max-age=60' } })

/** Answers with an SVG file. Its policy allows no scripts and no requests; caches may keep it for ever, because a changed picture has a new address. */
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

/** Redirects an older address to the present one. Each picture has one address, so made-up addresses fill no cache. */
export const movedPicture = (to: string) => new Response(null, { status: 307, headers: { location: to, 'cache-control': 'public, max-age=60' } })

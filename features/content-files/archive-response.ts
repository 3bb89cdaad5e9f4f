import { Readable } from 'node:stream'

/** A tar file for whoever saves it, made while it is sent. `name` is a slug. */
export const archiveResponse = (name: string, { stream }: { stream: Readable }): Response =>
  new Response(Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'application/x-tar',
      'content-disposition': `attachment; filename="${/^[a-z0-9-]+$/.test(name) ? name : 'list'}.tar"; filename*=UTF-8''${encodeURIComponent(name)}.tar`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })

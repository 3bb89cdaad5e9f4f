import fs from 'node:fs'
import type { Answer, Visitor } from './ask'

/** The studio's server actions, to be asked by hand as no page of ours does. */

type Manifest = { node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }> }

/** Every action of the build: its id, its name, and a page that answers it. */
export const actions = () =>
  Object.entries((JSON.parse(fs.readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest).node).map(
    ([id, { exportedName, workers }]) => ({
      id,
      name: exportedName,
      // An action is answered by a page that uses it; previews are for reading alone.
      page: Object.keys(workers)
        .find((worker) => !worker.startsWith('app/(preview)'))!
        .replace(/^app/, '')
        .replace(/\/page$/, ''),
    }),
  )

/** Calls an action; `body` holds its arguments as JSON. */
export const call = (visitor: Visitor, path: string, id: string, body: string, headers: Record<string, string> = {}): Promise<Answer> =>
  visitor.ask(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component', 'next-action': id, origin: visitor.base, ...headers },
  })

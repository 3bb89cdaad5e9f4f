import { shareKinds, type ShareKind } from './share-image/card'

/** What the names of drawn pictures say, below the folder of each kind in addresses; null for a name that is none. */

/** `/covers/<article id>-<hash>.svg`, or `/covers/place-<id>-<hash>.svg` for the map of a place. */
export function readCoverFile(file: string): { of: 'article' | 'place'; id: string } | null {
  const [, place, id] = /^(place-)?([a-z0-9]{8,40})-[0-9a-f]{12}\.svg$/.exec(file) ?? []
  return id === undefined ? null : { of: place ? 'place' : 'article', id }
}

/** `/share/<kind>-<id>-<hash>.png` */
export function readShareFile(file: string): { kind: ShareKind; id: string } | null {
  const [, name, id] = /^([a-z]+)-([a-z0-9]{8,40})-[0-9a-f]{12}\.png$/.exec(file) ?? []
  const kind = shareKinds.find((candidate) => candidate === name)
  return kind === undefined || id === undefined ? null : { kind, id }
}

/** `/posters/<entry id>.svg`; the id. */
export const readPosterFile = (file: string): string | null => /^([a-z0-9]{8,40})\.svg$/.exec(file)?.[1] ?? null

import { z } from 'zod'

/** What the actions of the trash take: the id of a list, or of a record. */
export const trashInput = z.object({ id: z.string().min(1).max(40) })

/** Where a page of the trash begins: behind what was moved there at a time, and has this id. */
export type TrashPlace = { at: Date; id: string }

const shape = /^(\d{1,15})-([0-9a-z]{1,40})$/

/** A place as it stands in an address; null when it is none. */
export function readPlace(text: string): TrashPlace | null {
  const [, at, id] = shape.exec(text) ?? []
  return at && id ? { at: new Date(Number(at)), id } : null
}

export const placeText = ({ at, id }: TrashPlace) => `${at.getTime()}-${id}`

import { write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import type { MediumChange } from '../schema'
import { searchText } from '../search-text'
import { mediumTag } from '../tags'
import { loadMedium } from './load-medium'

/** Changes the words of a medium, or what must stay of it when it is cropped: only what is given. One that is decorative has no alt text to be read. */
export async function changeMedium(actor: Actor, { id, focus, ...words }: MediumChange): Promise<void> {
  await write(
    async (tx) => {
      const medium = await loadMedium(tx, actor, id)
      const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
      const data = { ...given, ...(focus && { focusX: focus.x, focusY: focus.y }) }
      if (Object.entries(data).every(([key, value]) => medium[key as keyof typeof medium] === value)) return
      await tx.media.update({ where: { id }, data: { ...data, search: searchText({ ...medium, ...given }) } })
      await announce(tx, 'media.changed', { mediaId: id }, { tags: [mediumTag(id)] })
    },
    { lock: 'media' },
  )
}

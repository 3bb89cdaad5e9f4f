import { isDeepStrictEqual } from 'node:util'
import { write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mergeFields } from '@/platform/merge-fields'
import type { MediumChange } from '../schema'
import { searchText } from '../search-text'
import { mediumTag } from '../tags'
import { loadMedium } from './load-medium'

/**
 * Changes the words of a medium, or what must stay of it when it is cropped: only what is given. One that is decorative has no alt text to be read. Throws a conflict (409) that names the
 * fields which somebody else has changed otherwise since `base` was seen; a field that its writer left alone keeps what is stored.
 */
export async function changeMedium(actor: Actor, { id, base = {}, ...given }: MediumChange): Promise<void> {
  await write(
    async (tx) => {
      const medium = await loadMedium(tx, actor, id)
      const { alt, decorative, credit, focusX, focusY } = medium
      const stored = { alt, decorative, credit, focus: { x: focusX, y: focusY } }
      const mine = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      const merged = { ...stored, ...mergeFields<object>(base, mine, stored) }
      if (isDeepStrictEqual(merged, stored)) return
      const { focus, ...words } = merged
      await tx.media.update({ where: { id }, data: { ...words, focusX: focus.x, focusY: focus.y, search: searchText({ ...medium, ...words }) } })
      await announce(tx, 'media.changed', { mediaId: id }, { tags: [mediumTag(id)] })
    },
    { lock: 'media' },
  )
}

import { connection } from 'next/server'
import { openPreviewLink } from '@/features/articles/commands/open-preview-link'
import { drawnInPage } from '@/features/artwork/cover/cover'
import { findSharedDraft } from '@/features/editor/queries/draft-page'
import { DraftParts } from '@/features/editor/ui/draft'
import { currentRender } from '@/platform/bridge'
import { isAppError } from '@/platform/errors'
import { answerStatus } from '@/platform/http/request'
import { Fail } from '@/ui/notice'
import { Time } from '@/ui/time'
import { Main } from '../../(site)/_page/main'

export const instant = false

/**
 * A draft as readers would see it, for whoever has a secret link. The link's token comes beside the address (server/router.ts), so that no log of an address has
 * it. What leads nowhere looks the same whatever the reason.
 */
export default async function PreviewLink() {
  await connection()
  const { opened, refused } = await open()
  const draft = opened && (await findSharedDraft(opened.articleId))
  if (refused !== null) answerStatus(429)
  else if (!draft) answerStatus(404)
  if (!draft)
    return (
      <Fail code={refused === null ? '404' : '429'} title={refused === null ? 'There is no preview here' : 'One moment, please'}>
        <p>{refused ?? 'This preview has ended, or its address is not whole. Ask whoever sent it for a new one.'}</p>
      </Fail>
    )
  return (
    <>
      <aside className="preview-strip given" aria-label="Preview">
        <b>{draft.isPublished ? 'A preview of changes that are not published' : 'A preview of a list that is not published'}</b>{' '}
        <span>
          For {opened.label}, until <Time at={opened.expiresAt} to="minute" zone />
        </span>
      </aside>
      <Main>
        <DraftParts article={{ ...draft.article, cover: { ...drawnInPage(draft.coverData), picture: draft.picture } }} linked={false} />
      </Main>
    </>
  )
}

type Opened = Awaited<ReturnType<typeof openPreviewLink>>

async function open(): Promise<{ opened: Opened; refused: string | null }> {
  const secret = currentRender()?.secret
  try {
    return { opened: await openPreviewLink(secret?.token ?? '', secret?.clientIp ?? null, secret?.isLook), refused: null }
  } catch (error) {
    if (isAppError(error) && error.code === 'too_many') return { opened: null, refused: error.message }
    throw error
  }
}

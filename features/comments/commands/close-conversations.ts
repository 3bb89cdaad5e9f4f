import { tellClosed } from '@/features/articles/commands/tell-closed'
import { commentsTag } from '@/features/articles/tags'
import { getCommenting } from '@/features/settings/queries/site'

/** Takes the form off the pages of lists whose time for comments has come to its end. */
export async function closeConversations(): Promise<void> {
  const { commenters, commentDays: days } = await getCommenting()
  if (days !== null && commenters !== 'nobody') await tellClosed({ setting: 'comments.closed', days, event: 'conversation.closed', tagOf: commentsTag })
}

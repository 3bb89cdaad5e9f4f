import { findShareImage } from '@/features/artwork/queries/share-images'
import { site } from '@/features/feeds/answer'
import type { FeedSite } from '@/features/feeds/queries/feed'

/** The site as feeds name it, with the share images of its lists. */
export const feedSite = async (): Promise<FeedSite> => ({ ...(await site()), pictureOf: (articleId) => findShareImage('article', articleId) })

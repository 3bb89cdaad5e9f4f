import { mayManageAccounts, mayModerate } from '@/features/accounts/policy'
import { mayChangeRedirects } from '@/features/redirects/policy'
import { mayChangeSettings } from '@/features/settings/policy'
import type { Actor } from '@/platform/http/request'

/** `words`: what else people call it. `inHead`: a link of the studio's head leads there. */
type StudioPage = { name: string; href: string; words?: string; inHead?: true; may?: (actor: Actor) => boolean }

/** The pages of the studio, in the order of its head. */
export const studioPages: StudioPage[] = [
  { name: 'Today', href: '/admin/today', words: 'dashboard home waits', inHead: true },
  { name: 'Lists', href: '/admin', words: 'articles posts drafts', inHead: true },
  { name: 'Records', href: '/admin/records', words: 'people groups songs places videos', inHead: true },
  { name: 'Pictures', href: '/admin/media', words: 'media images upload', inHead: true },
  { name: 'Series', href: '/admin/series', inHead: true },
  { name: 'Authors', href: '/admin/authors', words: 'bylines', inHead: true },
  { name: 'A list from an article', href: '/admin/from-article', words: 'paste import word split' },
  { name: 'Bring in a blog', href: '/admin/import', words: 'import ghost wordpress export', may: mayChangeRedirects },
  { name: 'Comments', href: '/admin/comments', words: 'moderation queue reports spam talk', inHead: true, may: mayModerate },
  { name: 'Votes', href: '/admin/votes', words: 'aside', inHead: true, may: mayModerate },
  { name: 'Jobs', href: '/admin/jobs', words: 'failed imports', inHead: true, may: mayManageAccounts },
  { name: 'Trash', href: '/admin/trash', words: 'deleted bin restore', inHead: true },
  { name: 'People', href: '/admin/people', words: 'accounts roles writers', inHead: true, may: mayManageAccounts },
  { name: 'Invite somebody', href: '/admin/people#invite', words: 'invitation link', may: mayManageAccounts },
  { name: 'Settings', href: '/admin/settings', words: 'site name links comments home', inHead: true, may: mayChangeSettings },
  { name: 'Redirects', href: '/admin/redirects', words: 'old addresses 301', may: mayChangeRedirects },
  { name: 'Your profile', href: '/admin/profile', words: 'account password byline name second factor time zone language' },
  { name: 'The site, as readers see it', href: '/', words: 'home front page' },
]

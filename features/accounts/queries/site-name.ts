import { read } from '@/platform/db'
import { findSiteName } from '@/platform/site-name'

/** What the site is called. */
export const getSiteName = () => findSiteName(read)

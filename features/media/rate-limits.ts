import type { Limit } from '@/platform/http/rate-limit'

/** Files that one writer sends: an evening’s photographs at once, then as fast as they can be made. */
export const uploads: Limit = { act: 'upload', burst: 120, everySeconds: 4 }

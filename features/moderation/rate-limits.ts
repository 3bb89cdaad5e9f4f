import type { Limit } from '@/platform/http/rate-limit'

/** Reports of one network: so many at once, then one more each so many seconds. */
export const reportPace: Limit = { act: 'report', burst: 10, everySeconds: 60 }

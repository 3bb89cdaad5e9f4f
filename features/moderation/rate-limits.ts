import type { Limit } from '@/platform/http/rate-limit'

/** Reports of one network: so many at once, then one more each so many seconds. */
export const reportPace: Limit = { act: 'report', burst: 10, everySeconds: 60 }

/** Acts of one moderator: faster than anybody reads, and an end to what a stolen session can do in a night. */
export const decidePace: Limit = { act: 'decide', burst: 100, everySeconds: 0.5 }

import { z } from 'zod'
import { limits } from '@/features/articles/schema'

export const previewInput = z.object({ markdown: z.string().max(limits.body), line: z.boolean().default(false) })

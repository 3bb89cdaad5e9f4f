import { z } from 'zod'
import { read } from '@/platform/db'
import { defineJob } from '@/platform/jobs/kinds'
import { removeArrived } from './commands/receive-file'
import { removeFiles } from './commands/store-files'
import { isFile } from './file-names'
import { removeFilesJob } from './removal'

const input = z.object({ file: z.string().refine(isFile) })
const sweepEveryMs = 3_600_000

/** Deletes files that no medium has: of one that was deleted or replaced, or of one that never came to be because its process was killed. */
async function removeUnowned({ file }: z.infer<typeof input>): Promise<void> {
  if (await read.media.findUnique({ where: { file }, select: { id: true } })) return
  await removeFiles(file)
}

/** Says who cleans up after media (app/composition.ts only). */
export function defineMediaJobs(): void {
  defineJob({ type: removeFilesJob, lane: 'background', input, maxRunMs: 120_000, run: removeUnowned })
  defineJob({ type: 'media.sweep', lane: 'background', input: z.object({}), maxRunMs: 120_000, everyMs: sweepEveryMs, run: removeArrived })
}
